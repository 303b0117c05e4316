using System.Text.Json;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.ControlPlane.Commands;

/// <summary>What a server must reach for a command to be done: a generation, the answer to an ask, or both.</summary>
/// <param name="Accounts">Those that a worker was asked to seal.</param>
public sealed record CommandGoal(Guid Server, string Name, long? Generation, long? Asked, IReadOnlyList<string>? Accounts = null);

/// <summary>A command that was accepted, with the answer that it was given.</summary>
public sealed record LoggedCommand(Guid Id, string Name, string Operator, string? Reason, DateTimeOffset AcceptedAt, string Answer, CommandGoal[] Goals, byte[] Hash);

/// <summary>The accepted commands, by id and by Idempotency-Key; written in each command's own transaction.</summary>
public static class CommandLog
{
    private const string Columns = "command_id, name, operator, reason, accepted_at, answer::text, goals::text, command_hash";

    public static async Task<LoggedCommand?> Repeated(FleetTransaction transaction, CommandContext context, CancellationToken stop)
    {
        await using var batch = transaction.Batch();
        batch.BatchCommands.Add(new($"select {Columns} from access.command where operator = $1 and key = $2")
        {
            Parameters = { new() { Value = context.Operator }, new() { Value = context.Key } },
        });
        await using var reader = await batch.ExecuteReaderAsync(stop);
        return await Read(reader, stop);
    }

    public static async Task<LoggedCommand?> Find(NpgsqlDataSource database, Guid id, CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select {Columns} from access.command where command_id = $1");
        command.Parameters.Add(new() { Value = id });
        await using var reader = await command.ExecuteReaderAsync(stop);
        return await Read(reader, stop);
    }

    /// <summary>The commands whose asks for accounts of that server have their numbers among these: above the first, up to the second.</summary>
    public static async Task<IReadOnlyList<LoggedCommand>> AskedForAccounts(FleetTransaction transaction, Guid server, long above, long upTo, CancellationToken stop)
    {
        await using var batch = transaction.Batch();
        batch.BatchCommands.Add(new($"""
            select {Columns} from access.command, jsonb_to_recordset(goals) as goal (server uuid, asked bigint)
             where access.command.name in ('adopt-server', 'adopt-accounts', 'keep-credential') and goals @> jsonb_build_array(jsonb_build_object('server', $1))
               and goal.server = $1 and goal.asked > $2 and goal.asked <= $3 order by goal.asked
            """)
        {
            Parameters = { new() { Value = server }, new() { Value = above }, new() { Value = upTo } },
        });
        await using var reader = await batch.ExecuteReaderAsync(stop);
        var commands = new List<LoggedCommand>();
        while (await Read(reader, stop) is { } command)
            commands.Add(command);
        return commands;
    }

    public static NpgsqlBatchCommand Insert(CommandContext context, DateTimeOffset now, string answer, IEnumerable<CommandGoal> goals) => new("""
        insert into access.command (command_id, operator, key, command_hash, name, reason, accepted_at, answer, goals)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """)
    {
        Parameters =
        {
            new() { Value = context.Id },
            new() { Value = context.Operator },
            new() { Value = context.Key },
            new() { Value = context.Hash },
            new() { Value = context.Name },
            new() { Value = context.Reason ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            new() { Value = now },
            new() { Value = answer, NpgsqlDbType = NpgsqlDbType.Jsonb },
            new() { Value = JsonSerializer.Serialize(goals, WireJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb },
        },
    };

    private static async Task<LoggedCommand?> Read(NpgsqlDataReader reader, CancellationToken stop) => await reader.ReadAsync(stop)
        ? new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4),
            reader.GetString(5), JsonSerializer.Deserialize<CommandGoal[]>(reader.GetString(6), WireJson.Options)!, reader.GetFieldValue<byte[]>(7))
        : null;
}
