namespace Fleet.Domain.Holds;

/// <summary>Whether the whole fleet is paused.</summary>
public sealed record FleetPause(Guid Id, bool Paused, long Version)
{
    /// <summary>The stream, of which every fleet has one.</summary>
    public static Guid Stream { get; } = new("0198a1b2-f1ee-7000-8000-000000000000");

    public static FleetPause Never { get; } = new(Stream, Paused: false, Version: 0);

    /// <summary>Folds one event of the fleet's stream; total over any order of known events.</summary>
    public static FleetPause Evolve(FleetPause? fleet, IFleetEvent @event, long version) => new(Stream, @event switch
    {
        FleetPaused => true,
        FleetResumed => false,
        _ => fleet?.Paused ?? false,
    }, version);
}

public static class FleetDecider
{
    /// <summary>What is paused already stays so: the first reason and its age stand.</summary>
    public static Decision<IFleetEvent> Pause(FleetPause fleet, string? reason) => (reason, fleet.Paused) switch
    {
        (null or "", _) => new PauseWithoutReason(),
        (_, true) => Decision.Accept<IFleetEvent>(),
        _ => Decision.Accept<IFleetEvent>(new FleetPaused(reason)),
    };

    /// <summary>Long enough for every one that waited to ask once, however many there are.</summary>
    public static TimeSpan RepairsFor { get; } = TimeSpan.FromHours(1);

    /// <param name="waiting">How many servers have it, and wait.</param>
    public static Decision<IFleetEvent> AllowRepairs(string drift, int waiting, DateTimeOffset now) => waiting == 0
        ? new NoRepairWaits(drift)
        : Decision.Accept<IFleetEvent>(new RepairsAllowed(drift, now + RepairsFor));

    public static Decision<IFleetEvent> Resume(FleetPause fleet) =>
        fleet.Paused ? Decision.Accept<IFleetEvent>(new FleetResumed()) : Decision.Accept<IFleetEvent>();
}
