using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;
using Fleet.Jitsi.Scram;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Credentials;

/// <summary>
/// The secrets by which the probe proves that a member can log in: one per server, random, known to nobody but the workers that open it.
/// </summary>
public sealed class ProbeCredentials(NpgsqlDataSource database, IDocumentStore store, CredentialSealer sealer)
{
    /// <summary>For those of the servers that have none; derived outside of any transaction.</summary>
    public async Task<ImmutableDictionary<Guid, string>> MakeMissing(IReadOnlyCollection<DesiredServer> servers, CancellationToken stop)
    {
        await using var command = database.CreateCommand("select server_id from work.probe_credential where server_id = any($1)");
        command.Parameters.Add(new() { Value = servers.Select(s => s.Id).ToArray() });
        var present = new HashSet<Guid>();
        await using (var reader = await command.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop))
                present.Add(reader.GetGuid(0));
        return await Make([.. servers.Where(s => !present.Contains(s.Id))], stop);
    }

    public async Task<ImmutableDictionary<Guid, string>> Make(IReadOnlyList<DesiredServer> servers, CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var hashes = await PasswordHashes.Of(session, servers.Select(s => s.Id), stop);
        var made = new ConcurrentDictionary<Guid, string>();
        await Parallel.ForEachAsync(servers, stop, (server, _) =>
        {
            var target = new CredentialTarget(server.Id, server.Domain, ScramHashes.Parse(hashes[server.Id])!.Value);
            made[server.Id] = sealer.SealProbe(UserName.ProbeAccount, target, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
            return ValueTask.CompletedTask;
        });
        return made.ToImmutableDictionary();
    }

    public static NpgsqlBatchCommand Insert(Guid server, string jwe) => new("insert into work.probe_credential (server_id, jwe) values ($1, $2) on conflict do nothing")
    {
        Parameters = { new() { Value = server }, new() { Value = jwe } },
    };
}
