namespace Fleet.Domain.Holds;

/// <summary>A fact about the fleet as a whole, on the one stream that is its own.</summary>
public interface IFleetEvent;

/// <summary>No server is changed any more, whatever differs; those enrolled later neither.</summary>
public sealed record FleetPaused(string Reason) : IFleetEvent;

public sealed record FleetResumed : IFleetEvent;

/// <summary>An operator's word on a drift that many servers have: those that wait for it are repaired.</summary>
/// <param name="Drift">`kind:subject`, or a whole kind.</param>
public sealed record RepairsAllowed(string Drift, DateTimeOffset Until) : IFleetEvent;
