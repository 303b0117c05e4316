using Fleet.Domain;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.ControlPlane.Commands;

/// <summary>Refused commands, for the audit. They leave no trace in any stream; the texts hold no password by construction.</summary>
public sealed partial class RefusalLog(NpgsqlDataSource database, ILogger<RefusalLog> logger)
{
    /// <summary>Best effort: that it could not be written down does not change the answer.</summary>
    public async Task Write(CommandContext context, IReadOnlyCollection<(string Subject, Refusal Refusal)> refused, CancellationToken stop)
    {
        if (refused.Count == 0)
            return;
        try
        {
            await using var command = database.CreateCommand(
                "select access.refuse($1, $2, $3, $4, $5, $6, r.subject, r.code, r.detail) from unnest($7, $8, $9) as r (subject, code, detail)");
            foreach (var text in new[] { context.Operator, context.Source, context.Client, context.Reason ?? "", context.Name })
                command.Parameters.Add(new() { Value = text });
            command.Parameters.Insert(0, new() { Value = context.Id });
            command.Parameters.Add(Texts(refused.Select(r => r.Subject)));
            command.Parameters.Add(Texts(refused.Select(r => r.Refusal.Code)));
            command.Parameters.Add(Texts(refused.Select(r => r.Refusal.Text)));
            await command.ExecuteNonQueryAsync(stop);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            NotWritten(logger, context.Name, context.Operator, e.Message);
        }
    }

    private static NpgsqlParameter Texts(IEnumerable<string> texts) => new() { Value = texts.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    [LoggerMessage(150, LogLevel.Warning, "A refusal of {Command} by {Operator} could not be written to the audit: {Error}")]
    private static partial void NotWritten(ILogger logger, string command, string @operator, string error);
}
