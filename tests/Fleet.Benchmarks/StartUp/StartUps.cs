using System.Diagnostics;
using Fleet.Benchmarks.Bed;
using Fleet.Benchmarks.Results;

namespace Fleet.Benchmarks.StartUp;

/// <summary>From the start of the process to the first answer of a control plane that is ready, and to a worker's first claim.</summary>
internal static class StartUps
{
    private const int Rounds = 7;
    private const string Claimed = "select count(*) from pg_stat_activity where usename = $1 and query like '%work.claim%'";

    public static async Task<IReadOnlyList<Measurement>> Run(BenchBed bed)
    {
        var (controlPlane, worker) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            controlPlane.Add(await ControlPlane(bed));
            worker.Add(await Worker(bed));
        }
        return [Measurement.Alone("startup-controlplane", "s", controlPlane), Measurement.Alone("startup-worker", "s", worker)];
    }

    private static async Task<double> ControlPlane(BenchBed bed)
    {
        var (url, metrics) = ($"http://127.0.0.1:{FreePort.Take()}", $"http://127.0.0.1:{FreePort.Take()}");
        using var http = new HttpClient { BaseAddress = new(metrics), Timeout = TimeSpan.FromSeconds(2) };
        var from = Stopwatch.GetTimestamp();
        await using var process = FleetProcess.ControlPlane(bed, url, metrics);
        await Until.True("a control plane that is ready", TimeSpan.FromSeconds(30), () => IsReady(http));
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<double> Worker(BenchBed bed)
    {
        await using var claimed = bed.Owner.CreateCommand(Claimed);
        claimed.Parameters.Add(new() { Value = "worker1" });
        var from = Stopwatch.GetTimestamp();
        await using var worker = FleetProcess.Worker(bed, "worker1");
        await Until.True("the worker's first claim", TimeSpan.FromSeconds(30), async () => (long)(await claimed.ExecuteScalarAsync())! > 0);
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }
}
