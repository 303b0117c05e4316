namespace Fleet.Domain.Holds;

/// <summary>A fact about the fleet as a whole, on the one stream that is its own.</summary>
public interface IFleetEvent;

/// <summary>No server is changed any more, whatever differs; those enrolled later neither.</summary>
public sealed record FleetPaused(string Reason) : IFleetEvent;

public sealed record FleetResumed : IFleetEvent;
