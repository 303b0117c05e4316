using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

public static partial class ServerDecider
{
    /// <summary>What is paused already stays so: the first reason and its age stand.</summary>
    public static Decision<IServerEvent> Pause(DesiredServer server, string? reason) => (WhyNotChanged(server), reason) switch
    {
        ({ } refusal, _) => refusal,
        (_, null) => new PauseWithoutReason(),
        _ when server.Paused => Decision.Accept<IServerEvent>(),
        _ => Decision.Accept<IServerEvent>(new ServerPaused(reason)),
    };

    /// <param name="fleetPaused">Then nothing goes on by ending the server's own pause.</param>
    public static Decision<IServerEvent> Resume(DesiredServer server, bool fleetPaused) => WhyNotChanged(server) switch
    {
        { } refusal => refusal,
        _ when fleetPaused => new FleetIsPaused(server.Name),
        _ => server.Paused ? Decision.Accept<IServerEvent>(new ServerResumed()) : Decision.Accept<IServerEvent>(),
    };
}
