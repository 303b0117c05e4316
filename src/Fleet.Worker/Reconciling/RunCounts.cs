using System.Text.Json;
using Fleet.Domain.Reconciling;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>Counts a run by what caused it and how it ended.</summary>
internal static class RunCounts
{
    public static void Tell(Claim claim, ReconcileReport report)
    {
        var isCommanded = ReconcileActivity.CorrelationOf(claim) is not null;
        RunMetrics.Checked(Kebab(report.Outcome), isCommanded || !claim.Asks.IsEmpty ? "command" : "schedule");
        if (ResultOf(report) is { } result) RunMetrics.Applied(result, isCommanded ? "command" : "drift");
    }

    /// <returns>The worst that became of a change; null when nothing was sent.</returns>
    public static string? ResultOf(ReconcileReport report)
    {
        ChangeResult[] sent = [.. report.Applied.Select(a => a.Result).Where(r => r != ChangeResult.Skipped)];
        return sent.Length == 0 ? null : Kebab(Worst.First(sent.Contains));
    }

    private static readonly ChangeResult[] Worst = [ChangeResult.Failed, ChangeResult.Restored, ChangeResult.Done, ChangeResult.Unchanged];

    private static string Kebab(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
