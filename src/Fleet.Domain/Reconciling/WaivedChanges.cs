using System.Collections.Immutable;

namespace Fleet.Domain.Reconciling;

/// <summary>Repairs that an operator does not want for now are no part of a plan; it says so.</summary>
internal static class WaivedChanges
{
    public static Proposal LeftOut(DesiredServer desired, Proposal all, DateTimeOffset now)
    {
        ImmutableArray<Change> waived = [.. all.Changes.Where(c => desired.WaiverOf(c.Repairs, now) is not null)];
        return waived.IsEmpty
            ? all
            : new(all.Changes.RemoveRange(waived), [.. all.Blockers, .. waived.Select(c => Blocker(desired, c, now))]);
    }

    private static Blocker Blocker(DesiredServer desired, Change change, DateTimeOffset now)
    {
        var waiver = desired.WaiverOf(change.Repairs, now)!;
        var of = waiver.Subject is null ? "" : $" --subject {Printable.Clip(waiver.Subject)}";
        return new(BlockReason.Waived, change.Repairs.Subject,
            $"waived by {waiver.Owner} until {waiver.Until.Utc()} ({Printable.Clip(waiver.Reason)}), so it is not repaired: "
            + $"`fleet drift unwaive {desired.Name} {Servers.DriftWords.Word(waiver.Kind)}{of}` ends that");
    }
}
