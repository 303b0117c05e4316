using Npgsql;
using NpgsqlTypes;

namespace Fleet.ControlPlane.Credentials;

/// <param name="Server">null = a spare, for a server that the user will have to be on later.</param>
/// <param name="Hash">"SHA-1" or "SHA-256": what the server keeps.</param>
/// <param name="Jwe">The verifier, sealed to the workers.</param>
public sealed record SealedCredential(Guid Id, Guid User, Guid? Server, string Hash, string Jwe)
{
    public static NpgsqlBatchCommand Insert(IReadOnlyCollection<SealedCredential> credentials) => new("""
        insert into work.credential (credential_id, user_id, server_id, hash, jwe) select * from unnest($1, $2, $3, $4, $5)
        """)
    {
        Parameters =
        {
            Column(credentials.Select(c => c.Id), NpgsqlDbType.Uuid),
            Column(credentials.Select(c => c.User), NpgsqlDbType.Uuid),
            Column(credentials.Select(c => c.Server), NpgsqlDbType.Uuid),
            Column(credentials.Select(c => c.Hash), NpgsqlDbType.Text),
            Column(credentials.Select(c => c.Jwe), NpgsqlDbType.Text),
        },
    };

    public static NpgsqlBatchCommand Forget(Guid user) => new("delete from work.credential where user_id = $1") { Parameters = { new() { Value = user } } };

    public static NpgsqlBatchCommand Forget(Guid user, Guid server) => new("delete from work.credential where user_id = $1 and server_id = $2")
    {
        Parameters = { new() { Value = user }, new() { Value = server } },
    };

    public static NpgsqlBatchCommand Assign(Guid id, Guid server) => new("update work.credential set server_id = $2 where credential_id = $1")
    {
        Parameters = { new() { Value = id }, new() { Value = server } },
    };

    private static NpgsqlParameter Column<T>(IEnumerable<T> values, NpgsqlDbType type) => new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
