using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

/// <param name="Key">The new machine's key; null = it is scanned, and pinned by a further command.</param>
/// <param name="Incarnation">The one that is replaced, so that a command said twice replaces once.</param>
public sealed record ReplaceServer(HostKey? Key, int Incarnation);

public static partial class ServerDecider
{
    public static Decision<IServerEvent> Replace(DesiredServer server, ReplaceServer command, Occupied occupied)
    {
        if ((WhyNotChanged(server) ?? command.Key?.Checked().Refusal) is { } refusal)
        {
            return refusal;
        }

        if (command.Incarnation != server.Incarnation)
        {
            return new ServerReplacedAlready(server.Name, command.Incarnation, server.Incarnation);
        }

        return command.Key is { } key && occupied.HostKey is { } by && by != server.Name
            ? new HostKeyTaken(key, by)
            : Decision.Accept<IServerEvent>(new ServerReplaced(command.Key, server.Incarnation + 1));
    }
}
