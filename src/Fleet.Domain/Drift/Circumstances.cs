using System.Collections.Immutable;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Drift;

/// <summary>
/// Who may have done it: what a report tells of the host about the time that a drift began. The host says it, so it is bounded, and told
/// with the worst of what began then, not with each.
/// </summary>
internal static class Circumstances
{
    private const int PerKind = 5;
    private const int Drifts = 5;

    public static ImmutableArray<IConditionEvent> Told(ReconcileReport report, ImmutableArray<IConditionEvent> events)
    {
        if (report.Evidence is not { IsDefaultOrEmpty: false } evidence)
        {
            return events;
        }

        var circumstances = Bounded(evidence);
        var worst = events.OfType<DriftDetected>().Where(d => IsOfTheHost(d.Drift)).OrderByDescending(d => d.Drift.Severity).Take(Drifts)
            .Select(d => d.Drift.Key).ToHashSet();
        return
        [
            .. events.Select(e => e is DriftDetected d && worst.Contains(d.Drift.Key) ? d with { Circumstances = circumstances } : e),
        ];
    }

    private static bool IsOfTheHost(DriftItem drift) => drift.Layer != DriftLayer.Outside && !drift.IsNotice;

    private static ImmutableArray<CircumstantialEvidence> Bounded(ImmutableArray<CircumstantialEvidence> evidence) =>
    [
        .. evidence.GroupBy(e => e.Kind).SelectMany(kind => kind.OrderByDescending(e => e.At).Take(PerKind)).OrderByDescending(e => e.At)
            .Select(e => e with { Who = Printable.Clip(e.Who, 64), What = Printable.Clip(e.What, 160) }),
    ];
}
