using System.Collections.Concurrent;
using Fleet.Jitsi.Host;

namespace Fleet.Worker.Reconciling;

/// <summary>Which protocol each server's fleet-host speaks, by its own answers: an older one is asked again once, not at every check.</summary>
internal sealed class SpokenProtocols
{
    private readonly ConcurrentDictionary<Guid, Spoken> _servers = [];

    public int Of(Guid server) => _servers.TryGetValue(server, out var spoken) ? spoken.Protocol : HostProtocol.Newest;

    /// <summary>An older program refused the newest protocol.</summary>
    /// <returns>false: the server spoke that one before, so it is not talked down.</returns>
    public bool IsOlder(Guid server, HostProgram program)
    {
        if (_servers.TryGetValue(server, out var before) && before.Protocol == HostProtocol.Newest) return false;
        _servers[server] = new(HostProtocol.Oldest, program);
        return true;
    }

    /// <summary>Another program than the one that was too old may have learnt the newest: it is asked in that next time.</summary>
    public void Answered(Guid server, int protocol, HostProgram program)
    {
        if (protocol == HostProtocol.Newest) _servers[server] = new(protocol, program);
        else if (_servers.TryGetValue(server, out var before) && before.Program != program) _servers.TryRemove(server, out _);
    }

    private sealed record Spoken(int Protocol, HostProgram Program);
}
