using Fleet.ControlPlane.Reconciling;
using Fleet.Jitsi.Scram;
using Marten;

namespace Fleet.ControlPlane.Servers;

/// <summary>The hash that each server's accounts are in, as last observed; Prosody's default where nobody has looked yet.</summary>
public static class PasswordHashes
{
    public static async Task<Dictionary<Guid, string>> Of(IQuerySession session, IEnumerable<Guid> servers, CancellationToken stop)
    {
        var ids = servers.ToArray();
        var seen = (await session.LoadManyAsync<ServerStatus>(stop, ids)).ToDictionary(s => s.Id, s => s.Observation?.OnDisk.Storage.PasswordHash);
        return ids.ToDictionary(id => id, id => Known(seen.GetValueOrDefault(id)).Name());
    }

    private static ScramHash Known(string? seen) => (seen is null ? null : ScramHashes.Parse(seen)) ?? ScramHash.Sha1;
}
