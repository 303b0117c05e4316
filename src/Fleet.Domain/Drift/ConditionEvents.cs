using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Drift;

/// <summary>A transition in a server's condition stream, decided from a report; a clean check writes none.</summary>
public interface IConditionEvent;

/// <param name="Circumstances">What happened on the host about that time, newest first; null = not known.</param>
public sealed record DriftDetected(DriftItem Drift, long Generation, ImmutableArray<CircumstantialEvidence>? Circumstances = null)
    : IConditionEvent;

public sealed record DriftResolved(DriftKind Kind, string Subject, DriftEnd How, DateTimeOffset At) : IConditionEvent;

/// <summary>Repaired again and again: not repaired any more until the server's next generation.</summary>
public sealed record DriftFlapping(DriftKind Kind, string Subject, int Repairs, long Generation) : IConditionEvent
{
    [JsonIgnore]
    public DriftKey Key => new(Kind, Subject);
}

/// <summary>Intent up to this generation was carried out, though some drift is left that Fleet does not repair.</summary>
public sealed record IntentApplied(long Generation) : IConditionEvent;

/// <summary>The first report of a generation, or after drift, that leaves none.</summary>
public sealed record ServerConverged(long Generation, Verdict Verdict) : IConditionEvent;

public sealed record VerdictChanged(Verdict From, Verdict To, string Evidence) : IConditionEvent;

public sealed record ServerChanged(
    long Generation, long Fence, ImmutableArray<ChangeMade> Changes, Guid? CorrelationId, DateTimeOffset At, ApplyResult Result,
    ChangeSource Source) : IConditionEvent;

/// <summary>An account was taken away, and what was seen of it afterwards.</summary>
public sealed record RevocationChecked(Revocation Revocation, long Generation) : IConditionEvent;

public sealed record ReconcileFailed(string Code, string Text) : IConditionEvent;

public sealed record ReconcileRecovered : IConditionEvent;

public sealed record HostKeyScanned(ImmutableArray<HostKey> Keys) : IConditionEvent;

/// <param name="Packages">Those that Jitsi is made of, from which later ones are told apart.</param>
public sealed record HostIdentified(string MachineId, int Incarnation, ImmutableArray<PackageVersion>? Packages = null) : IConditionEvent;

/// <summary>Other versions than were last told of; all of them, as they are now.</summary>
public sealed record PackagesChanged(ImmutableArray<PackageVersion> Packages) : IConditionEvent;

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
