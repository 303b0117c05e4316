using System.Collections.Immutable;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Changes;

/// <summary>Which server a change is tried on.</summary>
internal static class FirstServer
{
    /// <summary>
    /// One that can be reached, by name; rather one that serves well, so that a break shows, and one where there is something to change.
    /// </summary>
    public static Guid? Of(
        ImmutableArray<ChangeTarget> targets, IReadOnlyDictionary<Guid, TargetStanding> standings, ImmutableArray<Guid> tried) =>
        targets.Where(t => !tried.Contains(t.Server) && standings.GetValueOrDefault(t.Server) is { Reachable: true })
            .OrderByDescending(t => t.WasGood).ThenByDescending(t => standings[t.Server].Differs).ThenBy(t => t.Name, StringComparer.Ordinal)
            .FirstOrDefault()?.Server;

    /// <summary>A server that waits can go first as soon as nothing but its waiting keeps it from being changed.</summary>
    public static bool CouldBe(ReconcileReport report) => report.Outcome is ReconcileOutcome.Checked or ReconcileOutcome.Changed
        && (report.Holds ?? []).All(h => h.Kind == HoldKind.FirstServer);
}
