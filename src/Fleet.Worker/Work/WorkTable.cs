using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Fleet.Domain;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.Worker.Work;

/// <summary>The five functions that a worker's database login may call; each is one statement.</summary>
internal sealed class WorkTable(NpgsqlDataSource database)
{
    private const int CommandSeconds = 5;

    public async Task<ImmutableArray<Claim>> ClaimAsync(int slots, int urgent, TimeSpan lease, CancellationToken stop)
    {
        await using var command = Command(
            "select server_id, generation, revision, fence, priority, asked, asks, traceparent, epoch, granted_fence, incarnation from work.claim($1, $2, $3, true)", slots, urgent, lease);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var claims = ImmutableArray.CreateBuilder<Claim>();
        while (await reader.ReadAsync(stop))
        {
            claims.Add(new Claim(
                reader.GetGuid(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt16(4), reader.GetInt64(5),
                [.. reader.GetFieldValue<string[]>(6)], reader.IsDBNull(7) ? null : reader.GetString(7),
                new GrantedApply(reader.GetInt64(8), reader.GetInt64(9)), reader.GetGuid(10)));
        }

        return claims.DrainToImmutable();
    }

    /// <returns>null when the caller does not hold that fence any more.</returns>
    public async Task<Handover?> DesiredAsync(Guid server, long fence, CancellationToken stop)
    {
        await using var command = Command("select * from work.desired($1, $2)", server, fence);
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? HandoverRow.Read(reader) : null;
    }

    /// <returns>The servers still held; the others were claimed by somebody else, or retired.</returns>
    public async Task<ImmutableHashSet<Guid>> RenewAsync(Guid[] servers, long[] fences, TimeSpan lease, CancellationToken stop)
    {
        await using var command = Command("select * from work.renew($1, $2, $3)", servers, fences, lease);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var held = ImmutableHashSet.CreateBuilder<Guid>();
        while (await reader.ReadAsync(stop)) held.Add(reader.GetGuid(0));
        return held.ToImmutable();
    }

    /// <summary>Hands in the report and lets go; without a report it only lets go. Safe to repeat.</summary>
    /// <returns>false when somebody else holds the server by now.</returns>
    public async Task<bool> DoneAsync(Guid server, long fence, long answered, TimeSpan next, string? report, CancellationToken stop)
    {
        await using var command = Command("select work.done($1, $2, $3, $4, $5)", server, fence, answered, next);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)report ?? DBNull.Value });
        return await command.ExecuteScalarAsync(stop) is true;
    }

    /// <returns>What forbids it, empty when nothing does; null when the caller does not hold that fence any more.</returns>
    public async Task<ImmutableArray<Hold>?> MayApplyAsync(Guid server, long fence, TimeSpan window, ApplyQuestion question, CancellationToken stop)
    {
        await using var command = Command("select work.may_apply($1, $2, $3, $4, $5)", server, fence, window, question.Repairs.ToArray(), question.Waiting.ToArray());
        return await command.ExecuteScalarAsync(stop) is string holds ? JsonSerializer.Deserialize<ImmutableArray<Hold>>(holds, WireJson.Options) : null;
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = database.CreateCommand(sql);
        command.CommandTimeout = CommandSeconds;
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }
}
