using Fleet.Benchmarks.Bed;
using Fleet.Benchmarks.Results;

namespace Fleet.Benchmarks.Work;

/// <summary>
/// From a command to the start of a worker's run, for commands on one of fifty servers each, beside what PostgreSQL's own NOTIFY takes.
/// The clock starts when the command's transaction writes the work row, so its commit is inside.
/// </summary>
internal static class WakeUp
{
    private const int Commands = 200;

    public static async Task<IReadOnlyList<Measurement>> Run(BenchBed bed)
    {
        await new ReportHistory(bed.Owner).Keep();
        await bed.Enroll(bed.Hosts);
        await using var worker = FleetProcess.Worker(bed, "worker1");
        await bed.Proven(await bed.Api.Servers.Check(new("all"), BenchBed.Headers, CancellationToken.None));
        await using var wanted = await WantedTimes.Keep(bed.Owner);
        await using var listener = await Listener.Open(bed.Owner);
        var notify = new List<double>();
        for (var i = 0; i < Commands; i++)
        {
            await Relabel(bed, bed.Hosts[i * 7 % bed.Hosts.Length], i);
            notify.Add(await listener.Delay());
        }
        IReadOnlyList<double> delays = [];
        await Until.True("a run for each command", TimeSpan.FromMinutes(1), async () =>
            (delays = await wanted.DelaysToStart()).Count == Commands && !delays.Any(double.IsInfinity));
        var (p95, notifyP95) = (Samples.Percentile(delays, 0.95), Samples.Percentile(notify, 0.95));
        return
        [
            new("wakeup-p95", p95, "ms", "a bare NOTIFY", notifyP95, p95 / notifyP95, delays.Count),
            Measurement.Beside("wakeup-median", "ms", delays, "a bare NOTIFY", notify),
        ];
    }

    private static async Task Relabel(BenchBed bed, BenchHost host, int round) => await bed.Api.Servers.Relabel(
        host.Name,
        new(new Dictionary<string, string>(StringComparer.Ordinal) { ["round"] = $"{round}" }, []),
        BenchBed.Headers,
        CancellationToken.None);
}
