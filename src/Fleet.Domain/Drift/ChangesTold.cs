using System.Text.Json;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Drift;

/// <summary>What was changed on the host: by this run, and by runs whose worker died before it could tell.</summary>
internal static class ChangesTold
{
    public static IEnumerable<IConditionEvent> Of(Condition condition, ReconcileReport report)
    {
        var told = report.Ledger
            .Where(e => e.Fence > condition.ToldFence && e.Fence != report.Fence)
            .OrderBy(e => e.Fence)
            .Select(e => new ServerChanged(e.Generation, e.Fence, e.Changes, e.CorrelationId, e.At, e.Result, ChangeSource.Ledger));
        var changed = report.Applied.Where(a => a.Result is not (ChangeResult.Unchanged or ChangeResult.Skipped)).ToArray();
        return changed.Length == 0 ? told : told.Append(Own(report, changed));
    }

    private static ServerChanged Own(ReconcileReport report, AppliedChange[] changed) => new(
        report.Generation, report.Fence, [.. changed.Select(c => c.Change.Made)], report.CorrelationId, report.FinishedAt,
        ResultOf(changed), ChangeSource.Report);

    private static ApplyResult ResultOf(AppliedChange[] changed) => changed switch
    {
        _ when changed.All(c => c.Result == ChangeResult.Done) => ApplyResult.Done,
        _ when changed.All(c => c.Result == ChangeResult.Restored) => ApplyResult.Restored,
        _ when changed.Any(c => c.Result == ChangeResult.Done) => ApplyResult.Partly,
        _ => ApplyResult.Failed,
    };
}
