using Fleet.IntegrationTests.TestBed;
using Fleet.IntegrationTests.Storage;

namespace Fleet.IntegrationTests.Monitoring;

/// <summary>
/// All that goes wrong with one monitored Fleet, one after another where it must be, and what Prometheus saw of it. Played once; the tests only
/// look at what is recorded.
/// </summary>
public sealed class MonitoringStory(TestPostgres postgres, TestHosts hosts) : IAsyncLifetime
{
    private readonly Dictionary<string, Sighting> _seen = [];

    internal MonitoredFleet On { get; private set; } = null!;

    internal TestPrometheus Prometheus => On.Prometheus;

    /// <summary>When the control plane that told of the servers was killed.</summary>
    internal DateTimeOffset HandedOver { get; private set; }

    internal string One => MonitoredFleet.NameOf(On.One);

    internal string Other => MonitoredFleet.NameOf(On.Other);

    internal Sighting Seen(string what) => _seen[what];

    public async ValueTask InitializeAsync()
    {
        On = await MonitoredFleet.Start(postgres, hosts);
        await Prometheus.Until("count(fleet_server_verdict{verdict=\"locked\"}) == 2 unless on () ALERTS{alertname=\"FleetOpenWhileLocked\"}");
        await Task.WhenAll(HandEdit(), OtherHostKey(), StoppedProjection());
        var unknown = await CutHost();
        await KilledProsody();
        await LostWorker(unknown);
        await LostControlPlanes();
    }

    public async ValueTask DisposeAsync()
    {
        if (On is not null) await On.DisposeAsync();
    }

    private async Task HandEdit()
    {
        await Enforcement(One, "observe");
        await On.One.Drift("auth");
        await On.One.Drift("auth-in-force");
        var edited = DateTimeOffset.UtcNow;
        await Task.WhenAll(
            Sees("hand edit: open", "FleetOpenWhileLocked", edited, ("server", One)),
            Sees("hand edit: drift", "FleetDriftCritical", edited, ("server", One), ("kind", "open-from-outside")));
        const string files = "/etc/prosody";
        await On.One.Exec($"mount --bind {files} {files} && mount -o remount,ro,bind {files}");
        var repairing = DateTimeOffset.UtcNow;
        await On.Fleet.Client.Servers.SetEnforcement(new($"name={One}", "enforce"), TestCommands.Key(), TestContext.Current.CancellationToken);
        // The worker tells of the apply before the control plane tells that the server is enforced.
        await Sees("repair that fails", "FleetApplyFailing", repairing, $": {One}", ("result", "failed"), ("cause", "command"));
        await On.One.Exec($"umount {files}");
        await Ends("hand edit: open", "hand edit: drift");
    }

    private async Task OtherHostKey()
    {
        await On.Other.Drift("host-key");
        await Sees("host key", "FleetHostKeyChanged", DateTimeOffset.UtcNow, ("server", Other));
        await On.Fleet.Run(0, "servers", "replace", Other, "--host-key", On.Other.HostKeyFingerprint, "--reason", "its administrators made another");
        await Enforcement(Other, "enforce");
        await Ends("host key");
        // Once an interval it falls back: it was found.
        await Prometheus.Until($"resets(fleet_planted_drift_last_found_seconds{{server=\"{Other}\"}}[1m]) > 0");
    }

    private async Task StoppedProjection()
    {
        await using (var held = await On.Fleet.Database.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken))
        await using (var transaction = await held.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await using var hold = new Npgsql.NpgsqlCommand("lock table fleet.mt_doc_auditrecord in exclusive mode", held, transaction);
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            // An event that the view can't have.
            await On.Fleet.Run(0, "servers", "relabel", Other, "site=berlin", "--no-wait");
            await Sees("projection", "FleetProjectionLagging", DateTimeOffset.UtcNow);
        }

        await Ends("projection");
    }

    // That it is unknown takes longest to be told: others go on.
    private async Task<Task> CutHost()
    {
        await On.Other.Cut();
        var cut = DateTimeOffset.UtcNow;
        return Task.WhenAll(
            Sees("cut: stale", "FleetCheckStale", cut, ("server", Other)), Sees("cut: unknown", "FleetUnknownTooLong", cut, ("server", Other)),
            Sees("cut: planted", "FleetPlantedDriftMissed", cut, ("server", Other)));
    }

    private async Task KilledProsody()
    {
        await Enforcement(One, "observe");
        await On.One.Exec("kill -KILL $(cat /run/prosody/prosody.pid)");
        await Sees("Prosody: drift", "FleetDriftCritical", DateTimeOffset.UtcNow, ("server", One), ("kind", "service-down"));
    }

    // Frozen before it is killed: nobody checks, while its sessions at the database stand.
    private async Task LostWorker(Task unknown)
    {
        var worker = On.Fleet.Worker!;
        var at = await worker.Watched();
        await worker.Freeze();
        var frozen = DateTimeOffset.UtcNow;
        await Task.WhenAll(
            Sees("frozen: stale", "FleetCheckStale", frozen, ("server", One)),
            Sees("frozen: stuck", "FleetWorkStuck", frozen));
        await worker.Kill();
        var killed = DateTimeOffset.UtcNow;
        await Sees("killed: gone", "FleetWorkerGone", killed, ("worker", On.Fleet.WorkerName));
        await Sees("killed: not scraped", "FleetWorkerGone", killed, ("instance", at.Authority));
        await unknown;

        await On.Other.Join();
        On.Add(await On.Fleet.StartWorker($"{at}"));
        await Enforcement(One, "enforce");
        await Ends([.. _seen.Keys.Where(k => k.Split(':')[0] is "killed" or "frozen" or "cut" or "Prosody")]);
    }

    private async Task LostControlPlanes()
    {
        var (first, second) = (On.Fleet.ControlPlane!, On.SecondControlPlane);
        var (at, next) = (await first.Watched(), await second.Watched());
        await first.Kill();
        HandedOver = DateTimeOffset.UtcNow;
        await Prometheus.Until($"fleet_exporter{{instance=\"{next.Authority}\"}} == 1");
        await second.Kill();
        await Sees("nobody tells", "FleetNotWatched", DateTimeOffset.UtcNow);
        On.Add(await On.Fleet.StartControlPlane($"{at}"));
        await Ends("nobody tells");
    }

    private async Task Enforcement(string server, string mode) => await On.Fleet.Run(0, "servers", "enforcement", $"name={server}", mode);

    private Task Sees(string what, string alert, DateTimeOffset since, params (string Name, string Value)[] labels) =>
        Sees(what, alert, since, ending: "", labels);

    private async Task Sees(string what, string alert, DateTimeOffset since, string ending, params (string Name, string Value)[] labels)
    {
        var sighting = await Sighting.Of(Prometheus, alert, since, labels, ending);
        lock (_seen) _seen[what] = sighting;
    }

    private async Task Ends(params string[] seen) => await Task.WhenAll(seen.Select(s => _seen[s].Ends(Prometheus)));
}
