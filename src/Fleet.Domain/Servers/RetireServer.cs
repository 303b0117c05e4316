using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

public static partial class ServerDecider
{
    /// <summary>Fleet's hand is taken off; the server itself stays as it is.</summary>
    public static Decision<IServerEvent> Retire(DesiredServer server) =>
        server.Retired ? Decision.Accept<IServerEvent>() : Decision.Accept<IServerEvent>(new ServerRetired());

    private static ServerIsRetired? WhyNotChanged(DesiredServer server) => server.Retired ? new(server.Name) : null;
}
