using Fleet.Domain.Servers;

namespace Fleet.Domain.Changes;

/// <summary>A server that a change is for, and what it must reach.</summary>
/// <param name="WasGood">It could be reached and it served when the change began: what is broken afterwards was not before.</param>
public sealed record ChangeTarget(Guid Server, string Name, long Generation, AccessMode? Mode, bool WasGood);

/// <summary>What is known of a target now.</summary>
/// <param name="Reachable">The last look at it succeeded, and is not long ago.</param>
/// <param name="Differs">It is not yet as commanded, as far as is known: a change proves something only where there is something to change.</param>
/// <param name="ReportedAt">When it last reported; null = never.</param>
public sealed record TargetStanding(bool Reachable, bool Differs, DateTimeOffset? ReportedAt);
