using Fleet.Jitsi.Scram;
using Marten;

namespace Fleet.ControlPlane.Servers;

/// <summary>The hash to make verifiers in: what Prosody takes when nobody says otherwise. A server set to another one shows it as drift of its accounts.</summary>
public static class PasswordHashes
{
    public static Task<Dictionary<Guid, string>> Of(IQuerySession session, IEnumerable<Guid> servers, CancellationToken stop)
    {
        _ = session;
        stop.ThrowIfCancellationRequested();
        return Task.FromResult(servers.ToDictionary(id => id, _ => ScramHash.Sha1.Name()));
    }
}
