using System.Collections.Immutable;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

public sealed record RelabelServer(IReadOnlyDictionary<string, string> Set, ImmutableArray<string> Remove);

public static partial class ServerDecider
{
    public static Decision<IServerEvent> Relabel(DesiredServer server, RelabelServer command)
    {
        if (WhyNotChanged(server) is { } retired)
        {
            return retired;
        }

        return ServerLabels.Check(server.Labels.RemoveRange(command.Remove).SetItems(command.Set)).TryGet(out var labels, out var refusal)
            ? Decision.Accept<IServerEvent>(labels.SequenceEqual(server.Labels) ? [] : [new ServerRelabeled(labels)])
            : refusal;
    }
}
