using System.Collections.Immutable;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Drift;

/// <summary>Which drift began and which ended between what was known and a report.</summary>
internal static class DriftTransitions
{
    public static ImmutableArray<IConditionEvent> Of(Condition condition, ReconcileReport report)
    {
        var open = condition.Drift.ToDictionary(d => d.Item.Key);
        var left = report.Drift.Select(d => d.Key).ToHashSet();
        return Circumstances.Told(report,
        [
            .. report.Found.Where(d => !open.ContainsKey(d.Key) && !left.Contains(d.Key))
                .SelectMany(d => RepairedAtOnce(condition, report, d)),
            .. report.Drift.Where(d => IsNews(report)
                    && (!open.TryGetValue(d.Key, out var known) || known.Item.Severity != d.Severity || known.Item.Waived != d.Waived))
                .Select(d => new DriftDetected(d, report.Generation)),
            .. condition.Drift.Where(d => !left.Contains(d.Item.Key) && Visibility.Includes(report, d.Item))
                .Select(d => Resolved(report, d)),
        ]);
    }

    // what a command asks for is no drift as long as the server only waits for its turn
    private static bool IsNews(ReconcileReport report) =>
        report.Holds is not { IsDefaultOrEmpty: false } holds || holds.Any(h => h.Kind != HoldKind.FirstServer);

    // what a command asked for was never drift; what differed after it was carried out is, even when it was repaired within the same run
    private static IEnumerable<IConditionEvent> RepairedAtOnce(Condition condition, ReconcileReport report, DriftItem found) =>
        report.Generation <= condition.AppliedGeneration && IsRepaired(report, found)
            ? [new DriftDetected(found, report.Generation),
                new DriftResolved(found.Kind, found.Subject, DriftEnd.Repaired, report.FinishedAt)]
            : [];

    private static DriftResolved Resolved(ReconcileReport report, OpenDrift drift)
    {
        var how = IsRepaired(report, drift.Item)
            ? DriftEnd.Repaired
            : report.Generation > drift.Generation ? DriftEnd.NoLongerDrift
            : DriftEnd.Vanished;
        return new(drift.Item.Kind, drift.Item.Subject, how, report.FinishedAt);
    }

    private static bool IsRepaired(ReconcileReport report, DriftItem drift) => report.Applied.Any(a =>
        a.Result == ChangeResult.Done
        && a.Change.Repairs.Kind == drift.Kind
        && (a.Change.Repairs.Subject == drift.Subject || drift.Subject == DriftSubject.Others));
}
