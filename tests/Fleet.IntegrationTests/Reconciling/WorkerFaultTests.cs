using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.Metrics;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;
using Npgsql;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>Two real workers change real hosts again and again while one of them is harmed: nothing is lost, doubled, or done by both at once.</summary>
public sealed class WorkerFaultTests(FleetDatabase database, TestHosts hosts) : ReconcilingTests(database, hosts)
{
    private const int Servers = 3;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);
    // how soon on an idle machine is what `infra/bench faults` measures
    private static readonly TimeSpan HandledAgainWithin = Lease + TimeSpan.FromSeconds(20);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["FLEET_Lease__Length"] = $"{Lease}",
        ["FLEET_Lease__RenewEvery"] = "00:00:01",
        ["FLEET_Lease__Margin"] = "00:00:00.5",
        ["FLEET_Reconciling__StopGrace"] = "00:00:01",
    };

    [Fact]
    public async Task a_killed_worker_delays_only_what_it_held_and_only_for_its_lease()
    {
        await using var load = await Load();
        var (harmed, _) = (await Fleet.StartWorker(Settings), await Fleet.StartWorker(Settings));
        await load.Rounds(1);
        var rounds = load.Rounds(4);
        await Holds(harmed);
        var at = DateTimeOffset.UtcNow;
        await harmed.Kill();
        await rounds;
        (await load.LongestWaitAfter(at)).ShouldBeLessThan(HandledAgainWithin);
        await load.ShouldHaveLostNothing();
    }

    [Fact]
    public async Task a_frozen_worker_finds_out_that_it_lost_its_servers_and_changes_nothing_more()
    {
        await using var load = await Load();
        var (harmed, _) = (await Fleet.StartWorker(Settings), await Fleet.StartWorker(Settings));
        await load.Rounds(1);
        var rounds = load.Rounds(3);
        await Holds(harmed);
        var at = DateTimeOffset.UtcNow;
        await harmed.Freeze();
        await rounds;
        await Eventually.Until(async () => !await Owns(harmed));
        await harmed.Continue();
        await load.Rounds(3);
        (await load.LongestWaitAfter(at)).ShouldBeLessThan(HandledAgainWithin);
        await load.ShouldHaveLostNothing();
    }

    // Time between what a worker says and what a test reads of it, on a machine that has more to do.
    private static readonly Dictionary<string, string> EarlierSettings = new(Settings)
    {
        ["FLEET_Lease__Length"] = $"{Lease + TimeSpan.FromSeconds(3)}",
        ["FLEET_Lease__Margin"] = "00:00:03.5",
    };

    [Fact]
    public async Task a_worker_cut_off_from_the_database_stops_in_time_and_what_it_sent_late_is_refused()
    {
        await using var load = await Load();
        await using var firstLine = Line();
        await using var secondLine = Line();
        var (first, second) = (await Fleet.StartWorker(EarlierSettings, firstLine), await Fleet.StartWorker(EarlierSettings, secondLine));
        await load.Rounds(1);
        var apply = await HeldApply.On(load.FirstHost);
        var rounds = load.Rounds(4);
        await apply.Begun();
        var (harmed, line, other) = (await Holding(load.FirstServer)).Owner == first.Name ? (first, firstLine, second) : (second, secondLine, first);
        var at = DateTimeOffset.UtcNow;
        line.Cut();

        var (_, fence, until) = await Holding(load.FirstServer);
        await harmed.Says($"Run on {load.FirstServer.Id} (fence {fence}) ended without a report: its lease ended");
        DateTime.UtcNow.ShouldBeLessThan(until, "the database may give it to another one from then on");
        await rounds;
        (await load.LongestWaitAfter(at)).ShouldBeLessThan(HandledAgainWithin);
        (await apply.LetGo()).ShouldContain("reason lower-fence");
        await harmed.Says("PostgreSQL does not answer");
        (await Scrape.Of(await harmed.Watched())).Value("fleet_applies_total", "result=\"unknown\"", "cause=\"drift\"").ShouldBe(1);
        await load.Rounds(1);

        line.Join();
        await harmed.Says("PostgreSQL answers again");
        await other.Stop();
        await load.Rounds(2);
        await load.ShouldHaveLostNothing();
    }

    [Fact]
    public async Task a_worker_that_is_told_to_stop_lets_go_at_once()
    {
        await using var host = await Prepared();
        await host.Exec("""
            mv /usr/local/sbin/fleet-host /usr/local/sbin/fleet-host.real
            printf '#!/bin/sh\n[ -e /run/second ] || { touch /run/second; sleep 60; }\nexec /usr/local/sbin/fleet-host.real\n' >/usr/local/sbin/fleet-host
            chmod 755 /usr/local/sbin/fleet-host
            """);
        var server = Fleet.Server(host);
        var first = await Fleet.StartWorker(Settings);
        await Fleet.Want(server);
        await host.Look("until [ -e /run/second ]; do sleep 0.02; done");
        await first.Stop();
        first.ExitCode.ShouldBe(0);
        (await Database.Owner.Scalar<bool>("select lease_until is null and due_at <= clock_timestamp() from work.server where server_id = $1", server.Id)).ShouldBeTrue();
        await Fleet.StartWorker(Settings);
        (await Fleet.Report(server)).Failure.ShouldBeNull();
    }

    private Task Holds(WorkerProcess worker) => Eventually.Until(() => Database.Owner.Scalar<bool>(
        "select exists (select from work.server where owner = $1 and lease_until > clock_timestamp())", worker.Name));

    // An owner stays written beside a lease that ran out, until somebody else claims.
    private Task<bool> Owns(WorkerProcess worker) => Database.Owner.Scalar<bool>("select exists (select from work.server where owner = $1)", worker.Name);

    private TcpRelay Line()
    {
        var server = new NpgsqlConnectionStringBuilder(Database.OwnerConnection);
        return new TcpRelay(server.Host!, server.Port);
    }

    private async Task<(string Owner, long Fence, DateTime Until)> Holding(DesiredServer server) => (await Database.Owner.Rows(
        "select owner, fence, lease_until from work.server where server_id = $1", r => (r.GetString(0), r.GetInt64(1), r.GetDateTime(2)), server.Id)).Single();

    private async Task<FlippingLoad> Load()
    {
        var leased = await Hosts.Lease(Servers);
        await Fleet.Prepare(leased);
        var servers = leased.Select(h => TestFleet.After(Fleet.Server(h), new EnforcementSet(EnforcementMode.Enforce, null))).ToArray();
        return new FlippingLoad(Fleet, leased, servers);
    }
}
