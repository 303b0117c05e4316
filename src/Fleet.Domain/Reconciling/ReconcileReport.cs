using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>What a worker hands back for one claim of one server.</summary>
/// <param name="Incarnation">That of the desired state that this run worked with.</param>
/// <param name="Enforced">Whether the run was free to change the server: enforced, and nothing brought it to a standstill.</param>
/// <param name="Found">The drift before anything was changed; equal to <paramref name="Drift"/> when nothing was.</param>
/// <param name="Drift">The drift that is left.</param>
/// <param name="Sealed">The accounts that were asked for, as they were found.</param>
/// <param name="Revocations">What became of the accounts that this run took away.</param>
/// <param name="Answered">The highest ask that this run answers.</param>
/// <param name="NextIn">How long the server is left alone after this run.</param>
/// <param name="CheckInterval">How often the worker looks at a server that nothing is wrong with; null = it did not say.</param>
/// <param name="Planting">null = no mark was found, or asked for.</param>
/// <param name="Holds">What kept the run from changing what differs; null = nothing did.</param>
/// <param name="Evidence">What happened on the host about the time that a drift began; null = not asked for.</param>
public sealed record ReconcileReport(
    Guid Server,
    long Generation,
    int Incarnation,
    long Fence,
    string Worker,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishedAt,
    ReconcileOutcome Outcome,
    bool Enforced,
    Observation? Observation,
    ProbeResult? Probe,
    Verdict Verdict,
    string VerdictEvidence,
    ImmutableArray<DriftItem> Found,
    ImmutableArray<DriftItem> Drift,
    ImmutableArray<AppliedChange> Applied,
    ImmutableArray<LedgerEntry> Ledger,
    ImmutableArray<HostKey> ScannedKeys,
    AdoptedServer? Adopted,
    FailureDetail? Failure,
    long Answered,
    Guid? CorrelationId,
    ImmutableArray<CircumstantialEvidence>? Evidence = null,
    ImmutableArray<AdoptedAccount>? Sealed = null,
    ImmutableArray<Revocation>? Revocations = null,
    ImmutableArray<Hold>? Holds = null,
    TimeSpan? NextIn = null,
    TimeSpan? CheckInterval = null,
    Planting? Planting = null);

public enum ReconcileOutcome
{
    Checked,
    Changed,
    Failed,
    Unreachable,
    AwaitingKey,
    HostKeyChanged,
    HostIdentityChanged,
    Refused,
    Postponed,

    /// <summary>The host has accepted what this database never gave out.</summary>
    RestoredFromPast,
}

/// <summary>A change that was sent to the host and what became of it.</summary>
public sealed record AppliedChange(Change Change, ChangeResult Result, string? Detail);

public enum ChangeResult
{
    Done,
    Unchanged,
    Restored,
    Failed,
    Skipped,
}

/// <summary>A change as the record keeps it: its kind ("put-account") and its subject ("alice").</summary>
public sealed record ChangeMade(string Kind, string Subject);

/// <summary>An apply that the host itself remembers, so that one made by a worker that died is still told.</summary>
public sealed record LedgerEntry(long Fence, long Generation, Guid? CorrelationId, DateTimeOffset At, ApplyResult Result,
    ImmutableArray<ChangeMade> Changes);

/// <summary>Restored: the host put back what was there before. Interrupted: the host's program was ended in the middle.</summary>
public enum ApplyResult
{
    Done,
    Partly,
    Failed,
    Restored,
    Interrupted,
}

public sealed record FailureDetail(string Code, string Text, bool Transient);

/// <summary>A hand-built server as it was found; verifiers sealed by the worker.</summary>
public sealed record AdoptedServer(AccessMode Mode, ImmutableArray<AdoptedAccount> Accounts);

public sealed record AdoptedAccount(string Name, Guid CredentialId, string Hash, string Jwe);
