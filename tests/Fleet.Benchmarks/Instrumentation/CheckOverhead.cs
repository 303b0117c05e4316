using Fleet.Benchmarks.Bed;
using Fleet.Benchmarks.Results;

namespace Fleet.Benchmarks.Instrumentation;

/// <summary>
/// The same check of the same server, proof from outside included: with nobody listening, with metrics, and with metrics and traces, in turn.
/// What instrumentation adds is the median of the rounds' own differences, so that a machine that gets slower meanwhile counts for all alike.
/// </summary>
internal static class CheckOverhead
{
    private const int Rounds = 16;
    private const int ChecksEach = 6;
    private const double MostPercent = 2;

    // 2 % of the 100 ms that a check which finds nothing to do may take
    private const double MostMicroseconds = 2000;

    public static async Task<IReadOnlyList<Measurement>> Run(BenchBed bed)
    {
        await bed.Enroll(bed.Hosts);
        await using var worker = new OneWorker(bed);
        using var collector = new Collector(FreePort.Take());
        for (var i = 0; i < ChecksEach * 2; i++) await worker.Check();

        var (alone, metrics, traces) = (new List<double>(), new List<double>(), new List<double>());
        Func<Task>[] turns = [() => Block(worker, alone), () => Watched(worker, metrics, null), () => Watched(worker, traces, collector)];
        for (var round = 0; round < Rounds; round++)
        {
            Random.Shared.Shuffle(turns);
            foreach (var turn in turns) await turn();
        }
        if (collector.Received == 0) throw new InvalidOperationException("no trace came to the collector");
        return
        [
            .. Added("metrics", metrics, alone), .. Added("metrics-and-traces", traces, alone),
            await Calls("metrics", null), await Calls("metrics-and-traces", collector),
        ];
    }

    private static async Task<Measurement> Calls(string what, Collector? collector)
    {
        await using var watching = await Watching.Start(collector);
        return InstrumentCalls.Measure($"calls-with-{what}", MostMicroseconds);
    }

    private static async Task Watched(OneWorker worker, List<double> medians, Collector? collector)
    {
        await using var watching = await Watching.Start(collector);
        await Block(worker, medians);
    }

    private static async Task Block(OneWorker worker, List<double> medians)
    {
        // what a change of turns itself costs
        for (var i = 0; i < 3; i++) await worker.Check();
        var took = new List<double>();
        for (var i = 0; i < ChecksEach; i++) took.Add(await worker.Check());
        medians.Add(Samples.Median(took));
    }

    private static Measurement[] Added(string what, List<double> with, List<double> without)
    {
        double[] percent = [.. with.Zip(without, (w, o) => ((w / o) - 1) * 100)];
        var (low, high) = (Samples.Percentile(percent, 0.25), Samples.Percentile(percent, 0.75));
        Console.Error.WriteLine($"{what}: {low:+0.0;-0.0} % to {high:+0.0;-0.0} % in the middle half of {percent.Length} rounds");
        return [
            Measurement.Beside($"check-with-{what}", "ms", with, "the same, nobody listening", without),
            Measurement.Alone($"check-with-{what}-adds", "%", percent) with { Limit = MostPercent }];
    }
}
