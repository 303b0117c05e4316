using Fleet.Contracts.Api;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Commands;

/// <summary>The way of every command: told again? - decide - write everything in one transaction - answer. A refusal writes nothing but itself.</summary>
public sealed partial class CommandDesk(NpgsqlDataSource database, IDocumentStore store, RefusalLog refusals, ILogger<CommandDesk> logger)
{
    private static readonly Func<ILogger, Guid, IDisposable?> OfCommand = LoggerMessage.DefineScope<Guid>("Command:{Command}");

    /// <param name="decide">Fills the change, or answers why not; called under the lock of commands.</param>
    /// <param name="answer">Instead of the <see cref="CommandAccepted"/>.</param>
    /// <param name="repeated">Instead of the answer that was given before.</param>
    /// <param name="causation">The command that this one is because of.</param>
    public async Task<IResult> Handle(
        HttpContext http, string name, string subject, object? body, Func<FleetChange, Task<Refusal?>> decide,
        Func<CommandAccepted, IResult>? answer = null, Func<LoggedCommand, IResult>? repeated = null, Guid? causation = null)
    {
        var stop = http.RequestAborted;
        using var activity = CommandActivity.Start(name);
        if (!CommandContext.From(http, name, subject, body).TryGet(out var context, out var invalid))
            return activity.Ended(CommandResults.Invalid, Problems.From(invalid));
        activity.Is(context.Id);
        using var scope = OfCommand(logger, context.Id);

        await using var transaction = await FleetTransaction.Begin(database, store, FleetLock.Commands, stop);
        if (await CommandLog.Repeated(transaction, context, stop) is { } earlier)
            return !earlier.Hash.AsSpan().SequenceEqual(context.Hash) ? activity.Ended(CommandResults.Refused, Problems.From(new KeyUsedAlready(context.Key, earlier)))
                : activity.Ended(CommandResults.Repeated, repeated?.Invoke(earlier) ?? TypedResults.Text(earlier.Answer, "application/json"));

        var change = new FleetChange(transaction, context with { Causation = causation }, stop);
        if ((await decide(change) ?? await RemovalGuard.Refuse(change) ?? BlastRadius.Refuse(change)) is { } refusal)
        {
            await transaction.DisposeAsync();
            await refusals.Write(context, [(subject, refusal)], stop);
            return activity.Ended(CommandResults.Refused, Problems.From(refusal));
        }

        var accepted = await ChangeWriter.Write(change);
        try
        {
            await transaction.Commit();
        }
        catch (OutcomeUnknownException unknown)
        {
            OutcomeUnknown(logger, context.Id, name, context.Key, unknown);
            return activity.Ended(CommandResults.OutcomeUnknown, Problems.Answer(
                "The connection to the database broke during the commit: whether the command was carried out is not known",
                StatusCodes.Status503ServiceUnavailable, "outcome-unknown", next: $"the same command with the same key, {Headers.IdempotencyKey}: {context.Key}; it tells, and is carried out once"));
        }
        await refusals.Write(context, [.. change.Servers.Where(s => s.Refusal is not null).Select(s => (s.After!.Name, s.Refusal!))], stop);
        return activity.Ended(CommandResults.Accepted, answer?.Invoke(accepted) ?? TypedResults.Json(accepted, ApiJson.Default.CommandAccepted));
    }

    [LoggerMessage(160, LogLevel.Warning, "Command {Id} ({Name}, key {Key}): the connection broke during the commit")]
    private static partial void OutcomeUnknown(ILogger logger, Guid id, string name, Guid key, Exception exception);
}

public sealed record KeyUsedAlready(Guid Key, LoggedCommand Earlier) : ConflictRefusal(
    "idempotency-key-used",
    $"The key {Key} was used for another command: {Earlier.Name} at {Earlier.AcceptedAt.Utc()} (command {Earlier.Id}). Nothing was done. Make a new key for each command; the same one only to repeat it.");
