using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// What a server's condition tells its worker, handed over beside the desired state (it changes without a generation):
/// the machine that this incarnation is known as, the drifts that are not repaired any more because repairing did not last, and the
/// generation up to which intent was already carried out (a credential that differs although it was is one that the user changed).
/// </summary>
/// <param name="Packages">Those that were last told of; null = none were.</param>
public sealed record Restraints(string? MachineId, int Incarnation, ImmutableArray<HeldRepair> HeldRepairs, long AppliedGeneration,
    ImmutableArray<PackageVersion>? Packages = null)
{
    public static Restraints None { get; } = new(null, 0, [], 0);

    /// <summary>The generation whose activation this worker has tried last: it knows before it can be told.</summary>
    [JsonIgnore]
    public long TriedGeneration { get; init; }

    /// <summary>Asked for right before something would be changed, or read for a plan: they begin and end at any time.</summary>
    [JsonIgnore]
    public ImmutableArray<Hold> Holds { get; init; } = [];

    /// <summary>Whether the access mode was put in force as it was commanded, as far as that was possible.</summary>
    public bool WasActivated(DesiredServer desired) => desired.AccessModeSince <= Math.Max(AppliedGeneration, TriedGeneration);

    /// <summary>The machine that the server must be; null = none is known yet.</summary>
    public string? MachineOf(int incarnation) => incarnation == Incarnation ? MachineId : null;

    public bool LeavesAlone(DriftKey drift, long generation) =>
        HeldRepairs.Any(h => h.Key == drift && generation <= h.Generation);
}

/// <summary>Not repaired while the server's generation is not above this one: the next command starts repairs again.</summary>
public sealed record HeldRepair(DriftKind Kind, string Subject, long Generation)
{
    [JsonIgnore]
    public DriftKey Key => new(Kind, Subject);
}
