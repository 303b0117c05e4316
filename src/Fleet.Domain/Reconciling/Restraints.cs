using System.Collections.Immutable;
using Fleet.Domain.Drift;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// What a server's condition tells its worker, handed over beside the desired state (it changes without a generation):
/// the machine that the server is known as, and the drifts that are not repaired any more because repairing did not last.
/// </summary>
public sealed record Restraints(string? MachineId, ImmutableArray<HeldRepair> HeldRepairs)
{
    public static Restraints None { get; } = new(null, []);

    public bool Holds(DriftKey drift, long generation) =>
        HeldRepairs.Any(h => h.Kind == drift.Kind && h.Subject == drift.Subject && generation <= h.Generation);
}

/// <summary>Not repaired while the server's generation is not above this one: the next command starts repairs again.</summary>
public sealed record HeldRepair(DriftKind Kind, string Subject, long Generation);
