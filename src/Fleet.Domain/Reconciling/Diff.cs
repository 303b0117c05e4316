using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// Desired, on disk, in force and from outside: four truths, compared separately. What could not be seen is drift too, never silence.
/// </summary>
public static class Diff
{
    /// <summary>So many of one kind are told one by one: a wiped directory of thousands of accounts is one event, not thousands.</summary>
    public const int MaxOfOneKind = 20;

    public static ImmutableArray<DriftItem> Between(
        DesiredServer desired, Observation observation, ProbeResult? probe, DateTimeOffset now, Restraints? restraints = null) =>
        Present(desired, now,
        [
            .. HostDrift.Of(desired, observation, restraints ?? Restraints.None),
            .. OnDiskDrift.Of(desired, observation.OnDisk),
            .. InForceDrift.Of(desired, observation),
            .. AccountDrift.Of(desired, observation),
            .. OutsideDrift.Of(desired, probe, now),
        ]);

    /// <summary>The drift when the host itself could not be observed: why, and what is seen from outside.</summary>
    public static ImmutableArray<DriftItem> WithoutObservation(
        DesiredServer desired, ReconcileOutcome outcome, string evidence, ProbeResult? probe, DateTimeOffset now) =>
        Present(desired, now, [.. ContactDrift.Of(desired, outcome, evidence), .. OutsideDrift.Of(desired, probe, now)]);

    private static ImmutableArray<DriftItem> Present(DesiredServer desired, DateTimeOffset now, IEnumerable<DriftItem> items)
    {
        var pages = desired.EnforcementAt(now) != EnforcementMode.Suspended;
        return [.. items
            .Select(i => pages ? i : i with { Severity = DriftSeverity.Info })
            .GroupBy(i => (i.Kind, i.Subject)).Select(same => same.MaxBy(i => i.Severity)!)
            .GroupBy(i => i.Kind).SelectMany(Folded)
            .Select(i => i with { Waived = desired.WaiverOf(i.Key, now) is not null })];
    }

    private static IEnumerable<DriftItem> Folded(IGrouping<DriftKind, DriftItem> kind)
    {
        var sorted = kind.OrderBy(i => i.Subject, StringComparer.Ordinal).ToArray();
        if (sorted.Length <= MaxOfOneKind)
        {
            return sorted;
        }

        var rest = sorted[MaxOfOneKind..];
        return [.. sorted[..MaxOfOneKind],
            rest.MaxBy(i => i.Severity)! with { Subject = DriftSubject.Others, Evidence = $"{rest.Length} more of this kind" }];
    }
}
