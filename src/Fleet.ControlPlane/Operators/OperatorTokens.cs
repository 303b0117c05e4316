using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Fleet.Contracts.Api;
using Npgsql;

namespace Fleet.ControlPlane.Operators;

/// <summary>Bearer tokens: 256 random bits, so that a plain hash is enough to store; shown once, when they are made.</summary>
public static class OperatorTokens
{
    private const string Prefix = "fleet_";

    public static Secret Generate() => new(Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    public static byte[] Hash(Secret token) => SHA256.HashData(Encoding.UTF8.GetBytes(token.Value));

    public static NpgsqlBatchCommand Insert(Secret token, Guid operatorId, string name, DateTimeOffset expiresAt) =>
        new("insert into access.operator_token (token_hash, operator_id, operator, expires_at) values ($1, $2, $3, $4)")
        {
            Parameters = { new() { Value = Hash(token) }, new() { Value = operatorId }, new() { Value = name }, new() { Value = expiresAt.ToUniversalTime() } },
        };

    public static NpgsqlBatchCommand Revoke(Guid operatorId) =>
        new("""
            with revoked as (update access.operator_token set revoked_at = clock_timestamp() where operator_id = $1 and revoked_at is null returning operator_id)
            select pg_notify('fleet_token', '') from revoked
            """)
        {
            Parameters = { new() { Value = operatorId } },
        };

    /// <summary>The name of the operator whose valid token this is. Asked of the database each time: a revocation holds at once, on every node.</summary>
    public static async Task<string?> Find(NpgsqlDataSource database, Secret token, CancellationToken stop)
    {
        await using var command = database.CreateCommand(
            "select operator from access.operator_token where token_hash = $1 and revoked_at is null and expires_at > clock_timestamp()");
        command.Parameters.Add(new() { Value = Hash(token) });
        return await command.ExecuteScalarAsync(stop) as string;
    }
}
