using System.Text.Json;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Changes;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using JasperFx.Events;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.ControlPlane.Commands;

/// <summary>Events, desired states, work, sealed material and the answer: one transaction.</summary>
public static class ChangeWriter
{
    private const short Urgent = 0, Emergency = -1;

    /// <param name="logged">false: what follows from a command that was answered before.</param>
    public static async Task<CommandAccepted> Write(FleetChange change, bool logged = true)
    {
        var session = change.Transaction.Session;
        Label(session, change.Context);
        await Staging.Prepare(change);
        foreach (var server in change.Servers.Where(s => !s.Events.IsEmpty))
            Append(change, new(typeof(DesiredServer), server.After!.Id, server.Before?.Generation ?? 0, [.. server.Events]));
        foreach (var stream in change.OtherStreams)
            Append(change, stream);

        var asked = await OrderWork(change);
        var answer = Answer(change);
        await using var batch = change.Transaction.Batch();
        foreach (var statement in change.Statements)
            batch.BatchCommands.Add(statement);
        if (logged)
            batch.BatchCommands.Add(CommandLog.Insert(change.Context, change.Now, JsonSerializer.Serialize(answer, ApiJson.Default.CommandAccepted), Goals(change, asked)));
        batch.BatchCommands.Add(new("select pg_notify('fleet_change', '')"));
        await batch.ExecuteNonQueryAsync(change.Stop);
        await change.Transaction.Write(change.Stop);
        return answer;
    }

    /// <summary>Metadata of every event of this session.</summary>
    public static void Label(IDocumentSession session, CommandContext context)
    {
        session.CorrelationId = context.Id.ToString();
        session.CausationId = (context.Causation ?? context.Key).ToString();
        session.LastModifiedBy = context.Operator;
        session.SetHeader("source", context.Source);
        session.SetHeader("client", context.Client);
        if (CommandContext.Parent is { } trace)
            session.SetHeader("traceparent", trace);
        if (context.Reason is { } reason)
            session.SetHeader("reason", reason);
    }

    private static void Append(FleetChange change, StreamAppend stream)
    {
        var events = change.Transaction.Session.Events;
        var timed = stream.Events.Select(object (e) => events.BuildEvent(e).AtTimestamp(change.Now)).ToArray();
        if (stream.Version == 0)
            events.StartStream(stream.Aggregate, stream.Stream, timed);
        else
            events.Append(stream.Stream, stream.Version + timed.Length, timed);
    }

    // In the order of ids, as workers renew their leases: no deadlock between the two.
    private static async Task<Dictionary<Guid, long>> OrderWork(FleetChange change)
    {
        var ordered = change.Servers.Where(s => s.After is not null && (!s.Events.IsEmpty || s.Ask is not null)).OrderBy(s => s.After!.Id).ToList();
        await using var batch = change.Transaction.Batch();
        foreach (var server in ordered)
        {
            if (!server.Events.IsEmpty)
                batch.BatchCommands.Add(server.After!.Retired ? Retire(server.After) : Want(server.After, change.Context));
            if (server.Ask is { } ask)
                batch.BatchCommands.Add(Ask(server.After!, ask, change.Context));
        }
        var asked = new Dictionary<Guid, long>();
        if (batch.BatchCommands.Count == 0)
            return asked;
        await using var reader = await batch.ExecuteReaderAsync(change.Stop);
        foreach (var server in ordered)
        {
            if (!server.Events.IsEmpty)
                await reader.NextResultAsync(change.Stop);
            if (server.Ask is null)
                continue;
            if (await reader.ReadAsync(change.Stop) && !reader.IsDBNull(0))
                asked[server.After!.Id] = reader.GetInt64(0);
            await reader.NextResultAsync(change.Stop);
        }
        return asked;
    }

    private static NpgsqlBatchCommand Want(DesiredServer server, CommandContext context) => new("select work.want($1, $2, $3, $4, $5)")
    {
        Parameters =
        {
            new() { Value = server.Id },
            new() { Value = server.Generation },
            new() { Value = JsonSerializer.Serialize(server, WireJson.Options), NpgsqlDbType = NpgsqlDbType.Jsonb },
            new() { Value = server.Emergency && server.AccessModeSince == server.Generation ? Emergency : Urgent },
            new() { Value = context.TraceContext },
        },
    };

    private static NpgsqlBatchCommand Retire(DesiredServer server) => new("select work.retire($1)") { Parameters = { new() { Value = server.Id } } };

    private static NpgsqlBatchCommand Ask(DesiredServer server, string ask, CommandContext context) => new("select work.ask($1, $2, $3)")
    {
        Parameters = { new() { Value = server.Id }, new() { Value = ask }, new() { Value = context.AskContext } },
    };

    private static CommandAccepted Answer(FleetChange change) => new(
        change.Context.Id,
        [.. change.Servers.Select(s => new CommandServer(s.After!.Name, s.After.Id, s.After.Generation, Outcome(s), s.Refusal is { } r ? Problems.Info(r) : null))],
        change.Gained, change.Lost);

    private static CommandOutcome Outcome(ServerChange server) => server switch
    {
        { Refusal: not null } => CommandOutcome.Refused,
        { Events.IsEmpty: true, Ask: null } => CommandOutcome.Unchanged,
        _ => CommandOutcome.Accepted,
    };

    private static IEnumerable<CommandGoal> Goals(FleetChange change, Dictionary<Guid, long> asked) => change.Servers
        .Where(s => s.Refusal is null && s.After is { Retired: false })
        .Select(s => new CommandGoal(
            s.After!.Id, s.After.Name, s.After.Generation, asked.TryGetValue(s.After.Id, out var number) ? number : null,
            s.Ask is { } ask && SealAsk.Accounts([ask]) is { IsEmpty: false } accounts ? accounts : null));
}
