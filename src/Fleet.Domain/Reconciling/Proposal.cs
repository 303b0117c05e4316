using System.Collections.Immutable;

namespace Fleet.Domain.Reconciling;

/// <summary>A part of a plan: what should be changed for one concern, and what can't be.</summary>
internal sealed record Proposal(ImmutableArray<Change> Changes, ImmutableArray<Blocker> Blockers)
{
    public static Proposal None { get; } = new([], []);

    public static Proposal Of(params ImmutableArray<Change> changes) => new(changes, []);

    public static Proposal Blocked(BlockReason reason, string subject, string text) => new([], [new(reason, subject, text)]);

    public Proposal With(Proposal other) => new(Changes.AddRange(other.Changes), Blockers.AddRange(other.Blockers));
}
