using System.Diagnostics.Metrics;

namespace Fleet.Worker.Work;

/// <summary>What this worker did since it started.</summary>
internal static class RunMetrics
{
    public const string MeterName = "Fleet.Worker";

    public const string OfCommand = "command", OfDrift = "drift", OfSchedule = "schedule";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Checks = Meter.CreateCounter<long>("fleet_checks_total", description: "Runs by how they ended and what caused them");
    private static readonly Counter<long> Applies = Meter.CreateCounter<long>("fleet_applies_total", description: "Transactions on hosts by how they ended and what caused them");

    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "fleet_check_duration_seconds", "s", "How long a run and its stages took", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180] });

    public static void Checked(string result, string cause, long runs = 1) => Checks.Add(runs, new("result", result), new("cause", cause));

    public static void Applied(string result, string cause, long transactions = 1) => Applies.Add(transactions, new("result", result), new("cause", cause));

    public static void Took(string stage, TimeSpan time) => Durations.Record(time.TotalSeconds, new KeyValuePair<string, object?>("stage", stage));

    /// <summary>What does not change while the worker runs, and what it holds right now.</summary>
    public static void Announce(TimeSpan checkInterval, Func<int> owned)
    {
        Meter.CreateObservableGauge("fleet_check_interval_seconds", () => checkInterval.TotalSeconds, "s", "How often this worker looks at a server that is well");
        Meter.CreateObservableGauge("fleet_worker_owned_servers", owned, description: "Servers that this worker is at");
    }
}
