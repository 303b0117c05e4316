using System.Collections.Immutable;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Scram;
using Marten;

namespace Fleet.ControlPlane.Credentials;

/// <summary>
/// Everything sealed that one password is good for: a credential for each of these servers, and spares. Derived before the command takes
/// its lock, so the servers are those of that moment: one that came in between takes a spare.
/// </summary>
public sealed class PasswordMaterial(IDocumentStore store, CredentialSealer sealer)
{
    public async Task<ImmutableArray<SealedCredential>> Derive(PreparedPassword password, Guid userId, string user, Func<DesiredServer, bool> on, CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var servers = await session.ActiveServers(stop);
        var hashes = await PasswordHashes.Of(session, servers.Select(s => s.Id), stop);
        var spare = SpareCount.For(servers.Length);
        CredentialTarget[] targets =
        [
            .. servers.Where(on).Select(s => new CredentialTarget(s.Id, s.Domain, ScramHashes.Parse(hashes[s.Id])!.Value)),
            .. Enum.GetValues<ScramHash>().SelectMany(hash => Enumerable.Repeat(new CredentialTarget(null, "", hash), spare)),
        ];
        return await sealer.Seal(password, userId, user, targets, stop);
    }
}
