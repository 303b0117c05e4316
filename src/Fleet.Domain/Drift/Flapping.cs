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

    internal static ImmutableArray<Repair> Remember(ImmutableArray<Repair> repairs, DriftResolved resolved) =>
        resolved.How != DriftEnd.Repaired
            ? repairs
            : [.. repairs.Where(r => resolved.At - r.At < Within).TakeLast(Remembered - 1),
                new(resolved.Kind, resolved.Subject, resolved.At)];

    internal static IEnumerable<IConditionEvent> Of(Condition condition, ReconcileReport report,
        IEnumerable<IConditionEvent> transitions) =>
        from repaired in transitions.OfType<DriftResolved>()
        where repaired.How == DriftEnd.Repaired && report.Generation <= condition.AppliedGeneration
        let repairs = 1
            + condition.Repairs.Count(r => (r.Kind, r.Subject) == (repaired.Kind, repaired.Subject) && repaired.At - r.At < Within)
        where repairs >= Repairs && !condition.Restraints.Holds(new(repaired.Kind, repaired.Subject), report.Generation)
        select new DriftFlapping(repaired.Kind, repaired.Subject, repairs, report.Generation);
}
