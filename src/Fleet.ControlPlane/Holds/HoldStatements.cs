using Fleet.ControlPlane.Commands;
using Fleet.Domain.Holds;
using Fleet.Contracts.Api;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.ControlPlane.Holds;

/// <summary>Written in the transaction of the events that say why. A null among the servers: every server.</summary>
public static class HoldStatements
{
    public static NpgsqlBatchCommand Hold(
        IEnumerable<Guid?> servers, HoldKind kind, string reason, string by, Guid? command = null, string? drift = null, DateTimeOffset? until = null) =>
        new("select work.hold($1, $2, $3, $4, $5, $6, $7)")
        {
            Parameters =
            {
                new() { Value = servers.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = Kebab.Text(kind) },
                new() { Value = (object?)command ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = (object?)drift ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = reason },
                new() { Value = by },
                new() { Value = (object?)until ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            },
        };

    /// <param name="servers">null = whichever they are.</param>
    /// <param name="command">null = of whichever command.</param>
    /// <param name="drift">null = whichever it is.</param>
    public static NpgsqlBatchCommand Release(HoldKind kind, IEnumerable<Guid?>? servers, Guid? command = null, string? drift = null) =>
        new("select work.release($1, $2, $3, $4)")
        {
            Parameters =
            {
                new() { Value = Kebab.Text(kind) },
                new() { Value = (object?)servers?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = (object?)command ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = (object?)drift ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
}
