using System.Collections.Immutable;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// The changes in the order in which they are safe, and the sessions that they cost (null = not known; those of removed accounts apart).
/// </summary>
/// <param name="Withheld">What would be changed, were it not for the enforcement, a hold, the machine or repairs that did not last.</param>
/// <param name="Blockers">What differs and is not changed, and why.</param>
/// <param name="Cost">Null = nothing is changed that could cost a meeting.</param>
public sealed record ChangePlan(
    ImmutableArray<Change> Changes, ImmutableArray<Change> Withheld, ImmutableArray<Blocker> Blockers, int? SessionsDropped,
    PlanCost? Cost = null)
{
    /// <summary>Since when root has held the host locked, where the apply takes that over; null = it does not.</summary>
    public DateTimeOffset? AdoptsLock { get; init; }

    public static ChangePlan Nothing { get; } = new([], [], [], 0);
}

/// <summary>Why something that differs is not changed, and what to do next.</summary>
public sealed record Blocker(BlockReason Reason, string Subject, string Text);

public enum BlockReason
{
    Enforcement,
    Held,
    MassDrift,
    Flapping,
    Owner,
    Identity,
    HostProgram,
    PackageManager,
    Unsupported,
    Undetermined,
    ConfigInvalid,
    ConfigOverride,
    ConfigLink,
    ServiceMasked,
    CredentialChanged,
    Removals,
    GuestHost,
    JicofoAuth,
    AnonymousDomain,
    Waived,
    UntestedVersion,
}
