using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Changes;

/// <summary>A server that a change is for, and what it must reach.</summary>
/// <param name="WasGood">It could be reached and it served when the change began: what is broken afterwards was not before.</param>
public sealed record ChangeTarget(Guid Server, string Name, long Generation, AccessMode? Mode, bool WasGood)
{
    public static bool BreaksService(DriftItem drift) => drift.Kind is DriftKind.LoginRefused or DriftKind.ServiceDown;

    /// <summary>Whether who may get in is as commanded; sessions that came in before go on unless they are to be closed.</summary>
    public bool IsFitting(Verdict verdict) => Mode switch
    {
        null => true,
        AccessMode.Open => verdict == Verdict.Open,
        _ => verdict is Verdict.Locked or Verdict.LockedOldSessions,
    };
}

/// <summary>What is known of a target now.</summary>
/// <param name="Reachable">The last look at it succeeded, and is not long ago.</param>
/// <param name="Differs">It is not yet as commanded, as far as is known: a change proves something only where there is something to change.</param>
/// <param name="ReportedAt">When it last reported of a look that succeeded and that nothing kept from changing it; null = never.</param>
/// <param name="Unreported">The generation that a run was let through with of which no report came: what it did is not known. Null = there is none.</param>
public sealed record TargetStanding(bool Reachable, bool Differs, DateTimeOffset? ReportedAt, long? Unreported = null)
{
    /// <summary>Whether it may have been changed though nobody said so.</summary>
    public bool MayHave(ChangeTarget target) => Unreported >= target.Generation;
}
