using System.Diagnostics;
using Fleet.Benchmarks.Results;
using Fleet.Worker.Reconciling;
using Fleet.Worker.Work;

namespace Fleet.Benchmarks.Instrumentation;

/// <summary>
/// What a check calls to be told of, and nothing else: a run and its stages as spans, their durations, the counts. The time on the processor
/// that instrumentation takes from a check, without the noise of a network and of other programs.
/// </summary>
internal static class InstrumentCalls
{
    private const int Rounds = 21;
    private const int Checks = 500;
    private static readonly string[] Stages = ["connect", "observe", "apply", "observe", "probe"];
    private static readonly Claim Claimed = new(
        Guid.NewGuid(), 1, 0, 1, 0, 1, ["check"], "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01 ask=aaaaaaaa89abcdef0123456789abcdef", new(1, 0), Guid.Empty);

    public static Measurement Measure(string name, double mostMicroseconds)
    {
        var took = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var from = Stopwatch.GetTimestamp();
            for (var i = 0; i < Checks; i++) Check();
            took.Add(Stopwatch.GetElapsedTime(from).TotalMicroseconds / Checks);
        }
        return Measurement.Alone(name, "us per check", took) with { Limit = mostMicroseconds };
    }

    private static void Check()
    {
        using var run = ReconcileActivity.Start(Claimed);
        foreach (var stage in Stages)
            using (RunStage.Start(stage))
                RunMetrics.Took("total", TimeSpan.FromMilliseconds(60));
        RunMetrics.Checked("checked", RunMetrics.OfCommand);
        using (ApplyCount.Begin(Claimed))
        {
        }
    }
}
