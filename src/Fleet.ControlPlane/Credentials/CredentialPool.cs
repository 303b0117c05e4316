using Fleet.ControlPlane.Commands;
using Fleet.Domain.Users;
using Npgsql;

namespace Fleet.ControlPlane.Credentials;

/// <summary>The sealed material of some users for some servers, and their spares; what is taken is assigned in the command's own transaction.</summary>
public sealed class CredentialPool
{
    private readonly Dictionary<(Guid User, Guid Server), (Guid Id, string Hash)> _kept = [];
    private readonly Dictionary<(Guid User, string Hash), Queue<Guid>> _spares = [];

    public static CredentialPool Of(IEnumerable<SealedCredential> made)
    {
        var pool = new CredentialPool();
        foreach (var credential in made)
            pool.Add(credential.Id, credential.User, credential.Server, credential.Hash);
        return pool;
    }

    public static async Task<CredentialPool> Load(FleetChange change, IReadOnlyCollection<Guid> users, IReadOnlyCollection<Guid> servers)
    {
        var pool = new CredentialPool();
        await using var batch = change.Transaction.Batch();
        batch.BatchCommands.Add(new("""
            select credential_id, user_id, server_id, hash from work.credential
             where user_id = any($1) and (server_id is null or server_id = any($2)) order by made_at, credential_id
            """)
        {
            Parameters = { new() { Value = users.ToArray() }, new() { Value = servers.ToArray() } },
        });
        await using var reader = await batch.ExecuteReaderAsync(change.Stop);
        while (await reader.ReadAsync(change.Stop))
            pool.Add(reader.GetGuid(0), reader.GetGuid(1), reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.GetString(3));
        return pool;
    }

    /// <summary>What the user had on that server before, if it is of the server's hash, else a spare, else nothing: the user needs a new password there.</summary>
    public Guid? Take(FleetChange change, AccountGrant grant, string hash)
    {
        if (grant.CredentialId is { } present)
            return present;
        var isKept = _kept.TryGetValue((grant.UserId, grant.ServerId), out var kept);
        if (isKept && kept.Hash == hash)
            return kept.Id;
        if (!_spares.TryGetValue((grant.UserId, hash), out var spares) || !spares.TryDequeue(out var spare))
            return null;
        if (isKept)
            change.Statements.Add(SealedCredential.Forget(grant.UserId, grant.ServerId));
        change.Statements.Add(SealedCredential.Assign(spare, grant.ServerId));
        return spare;
    }

    private void Add(Guid id, Guid user, Guid? server, string hash)
    {
        if (server is { } held)
            _kept[(user, held)] = (id, hash);
        else if (_spares.TryGetValue((user, hash), out var spares))
            spares.Enqueue(id);
        else
            _spares[(user, hash)] = new([id]);
    }
}
