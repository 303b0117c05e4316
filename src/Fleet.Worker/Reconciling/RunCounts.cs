using System.Text.Json;
using Fleet.Domain.Reconciling;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>Counts a run by what caused it and how it ended.</summary>
internal static class RunCounts
{
    public static void Tell(Claim claim, ReconcileReport report)
    {
        var isCommanded = ReconcileActivity.CorrelationOf(claim) is not null || !claim.Asks.IsEmpty;
        RunMetrics.Checked(Kebab(report.Outcome), isCommanded ? RunMetrics.OfCommand : RunMetrics.OfSchedule);
    }

    /// <summary>A counter that begins at its first failure hides it: what did not happen yet is told as 0.</summary>
    public static void Begin()
    {
        foreach (var outcome in Enum.GetValues<ReconcileOutcome>())
            foreach (var cause in new[] { RunMetrics.OfCommand, RunMetrics.OfSchedule })
                RunMetrics.Checked(Kebab(outcome), cause, 0);
        foreach (var result in ApplyCount.Results)
            foreach (var cause in new[] { RunMetrics.OfCommand, RunMetrics.OfDrift })
                RunMetrics.Applied(result, cause, 0);
    }

    private static string Kebab(ReconcileOutcome outcome) => JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());
}
