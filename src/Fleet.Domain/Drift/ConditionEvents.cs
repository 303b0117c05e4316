using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Drift;

/// <summary>A transition in a server's condition stream, decided from a report; a clean check writes none.</summary>
public interface IConditionEvent;

public sealed record DriftDetected(DriftItem Drift, long Generation) : IConditionEvent;

public sealed record DriftResolved(DriftKind Kind, string Subject, DriftEnd How) : IConditionEvent;

public sealed record DriftFlapping(DriftKind Kind, string Subject, int Repairs, long Generation) : IConditionEvent;

public sealed record ServerConverged(long Generation, Verdict Verdict) : IConditionEvent;

public sealed record VerdictChanged(Verdict From, Verdict To, string Evidence) : IConditionEvent;

public sealed record ServerChanged(
    long Generation, long Fence, ImmutableArray<ChangeMade> Changes, Guid? CorrelationId, DateTimeOffset At, ChangeSource Source) : IConditionEvent;

public sealed record ReconcileFailed(string Code, string Text) : IConditionEvent;

public sealed record ReconcileRecovered : IConditionEvent;

public sealed record HostKeyScanned(ImmutableArray<HostKey> Keys) : IConditionEvent;

public sealed record HostIdentified(string MachineId) : IConditionEvent;

public enum DriftEnd
{
    Repaired,
    Vanished,
    NoLongerDrift,
}

public enum ChangeSource
{
    Report,
    Ledger,
}
