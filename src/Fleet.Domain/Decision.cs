using System.Collections.Immutable;

namespace Fleet.Domain;

/// <summary>What a decider says to a command: the events to append (none when nothing changes), or why not.</summary>
public abstract record Decision<TEvent>
{
    private Decision()
    {
    }

    public sealed record Accepted(ImmutableArray<TEvent> Events) : Decision<TEvent>;

    public sealed record Refused(Refusal Refusal) : Decision<TEvent>;

    public static implicit operator Decision<TEvent>(Refusal refusal) => new Refused(refusal);
}

public static class Decision
{
    public static Decision<TEvent> Accept<TEvent>(params ImmutableArray<TEvent> events) => new Decision<TEvent>.Accepted(events);
}
