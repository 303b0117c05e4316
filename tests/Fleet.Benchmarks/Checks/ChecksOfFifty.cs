using System.Diagnostics;
using Fleet.Benchmarks.Bed;
using Fleet.Benchmarks.Peers;
using Fleet.Benchmarks.Results;
using Fleet.Jitsi.Host;

namespace Fleet.Benchmarks.Checks;

/// <summary>
/// One check of all servers, connections warm: from the command to the last report in the database, against the same request sent to the
/// same program by OpenSSH over kept connections, all side by side.
/// </summary>
internal static class ChecksOfFifty
{
    private const int Rounds = 9;

    public static async Task<IReadOnlyList<Measurement>> Run(BenchBed bed)
    {
        var history = new ReportHistory(bed.Owner);
        await history.Keep();
        await bed.Enroll(bed.Hosts);
        await using var worker = FleetProcess.Worker(bed, "worker1");
        await using var peer = await KeptSsh.Connect("fleet", bed.SshKey, bed.KnownHosts, bed.Hosts);
        await Check(bed, history);
        var (fleet, ssh) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            fleet.Add(await Check(bed, history));
            ssh.Add(await Observe(bed, peer));
        }
        return [Measurement.Beside("checks-50", "s", fleet, "ssh ControlMaster, the same observe", ssh)];
    }

    private static async Task<double> Check(BenchBed bed, ReportHistory history)
    {
        var from = DateTime.UtcNow;
        await bed.Api.Servers.Check(new("all"), BenchBed.Headers, CancellationToken.None);
        IReadOnlyList<ReportRow> reports = [];
        await Until.True("a report of every server", TimeSpan.FromMinutes(1), async () =>
        {
            reports = [.. (await history.Since(from)).Where(r => r.StartedAt >= from).DistinctBy(r => r.Server)];
            return reports.Count == bed.Hosts.Length;
        });
        if (reports.FirstOrDefault(r => r.Outcome != "checked") is { } bad) throw new InvalidOperationException($"{bad.Server} was {bad.Outcome}");
        return (reports.Max(r => r.ReportedAt) - from).TotalSeconds;
    }

    private static async Task<double> Observe(BenchBed bed, KeptSsh peer)
    {
        var from = Stopwatch.GetTimestamp();
        await Task.WhenAll(bed.Hosts.Select(host => peer.Run(host, new ObserveRequest(Guid.NewGuid().ToString("N"), host.Domain).Render(HostProtocol.Newest))));
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }
}
