using System.Collections.Immutable;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Drift;

/// <summary>
/// Repaired again and again: something on the host wants it otherwise, and each repair is one more surprise for those who use it.
/// </summary>
public static class Flapping
{
    public const int Repairs = 3;

    public static readonly TimeSpan Within = TimeSpan.FromHours(1);

    private const int Remembered = 100;

    private const int RestartsInVain = 2;

    internal static ImmutableArray<Repair> Remember(ImmutableArray<Repair> repairs, DriftResolved resolved) =>
        resolved.How != DriftEnd.Repaired
            ? repairs
            : [.. repairs.Where(r => resolved.At - r.At < Within).TakeLast(Remembered - 1),
                new(resolved.Kind, resolved.Subject, resolved.At)];

    internal static IEnumerable<IConditionEvent> Of(Condition condition, ReconcileReport report,
        IEnumerable<IConditionEvent> transitions) =>
        [.. Repeated(condition, report, transitions), .. InVain(condition, report)];

    // a restart interrupts: one that did not help is not tried at every check
    private static IEnumerable<IConditionEvent> InVain(Condition condition, ReconcileReport report) =>
        from key in report.Applied.Where(a => a is { Change: Change.RestartService, Result: not ChangeResult.Skipped })
            .Select(a => a.Change.Repairs).Distinct()
        where report.Drift.Any(d => d.Subject == key.Subject) && condition.Drift.Any(d => d.Item.Subject == key.Subject)
            && !condition.Restraints.LeavesAlone(key, report.Generation)
        select new DriftFlapping(key.Kind, key.Subject, RestartsInVain, report.Generation);

    private static IEnumerable<IConditionEvent> Repeated(Condition condition, ReconcileReport report,
        IEnumerable<IConditionEvent> transitions) =>
        from repaired in transitions.OfType<DriftResolved>()
        where repaired.How == DriftEnd.Repaired && report.Generation <= condition.AppliedGeneration
        let repairs = 1
            + condition.Repairs.Count(r => (r.Kind, r.Subject) == (repaired.Kind, repaired.Subject) && repaired.At - r.At < Within)
        where repairs >= Repairs && !condition.Restraints.LeavesAlone(new(repaired.Kind, repaired.Subject), report.Generation)
        select new DriftFlapping(repaired.Kind, repaired.Subject, repairs, report.Generation);
}
