using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

public sealed record PinHostKey(HostKey Key);

public static partial class ServerDecider
{
    /// <summary>
    /// A pinned key is never exchanged by a pin: another key of the same type means another machine, or somebody in between.
    /// </summary>
    public static Decision<IServerEvent> Pin(DesiredServer server, PinHostKey command, Occupied occupied)
    {
        if (WhyNotChanged(server) is { } retired)
        {
            return retired;
        }

        if (!command.Key.Checked().TryGet(out var key, out var refusal))
        {
            return refusal;
        }

        return server.HostKeys.FirstOrDefault(k => k.Algorithm == key.Algorithm) switch
        {
            { } pinned when pinned == key => Decision.Accept<IServerEvent>(),
            { } pinned => new HostKeyPinnedAlready(server.Name, pinned, key),
            _ when occupied.HostKey is { } by && by != server.Name => new HostKeyTaken(key, by),
            _ => Decision.Accept<IServerEvent>(new HostKeyPinned(key)),
        };
    }
}
