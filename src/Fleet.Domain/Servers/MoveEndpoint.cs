using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

/// <summary>What is null stays as it is.</summary>
public sealed record MoveEndpoint(SshEndpoint? Endpoint, ProbeTarget? Probe);

public static partial class ServerDecider
{
    public static Decision<IServerEvent> Move(DesiredServer server, MoveEndpoint command, Occupied occupied)
    {
        if (WhyNotChanged(server) is { } retired)
        {
            return retired;
        }

        Refusal? refusal = null;
        if (!(command.Endpoint ?? server.Endpoint).Checked().TryGet(out var endpoint, out refusal)
            || !(command.Probe ?? server.Probe).Checked().TryGet(out var probe, out refusal))
        {
            return refusal;
        }

        if (occupied.Endpoint is { } by && by != server.Name)
        {
            return new EndpointTaken(endpoint.UniqueKey, by);
        }

        return (endpoint, probe) == (server.Endpoint, server.Probe)
            ? Decision.Accept<IServerEvent>()
            : Decision.Accept<IServerEvent>(new EndpointMoved(endpoint, probe));
    }
}
