using System.Collections.Immutable;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Drift;

/// <summary>What is known of a server's state from its reports, folded from its condition stream.</summary>
public sealed record Condition(
    ImmutableArray<DriftItem> Drift,
    Verdict Verdict,
    long ConvergedGeneration,
    bool Failing,
    string? MachineId,
    long AppliedFence)
{
    public static Condition Initial { get; } = new([], Verdict.Unknown, 0, false, null, 0);
}
