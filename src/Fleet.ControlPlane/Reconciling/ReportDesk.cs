using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Drift;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using JasperFx.Events;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.ControlPlane.Reconciling;

/// <summary>A batch of reports on their way into conditions and statuses.</summary>
public sealed class ReportDesk
{
    private const int KeptRejections = 1000;
    private readonly FleetTransaction _transaction;
    private readonly Dictionary<Guid, DesiredServer> _servers;
    private readonly Dictionary<Guid, ServerStatus> _statuses;
    private readonly Dictionary<Guid, ServerCondition> _conditions;
    private readonly Dictionary<Guid, List<object>> _events = [];
    private readonly List<NpgsqlBatchCommand> _statements = [];

    private ReportDesk(FleetTransaction transaction, Dictionary<Guid, DesiredServer> servers, Dictionary<Guid, ServerStatus> statuses, Dictionary<Guid, ServerCondition> conditions) =>
        (_transaction, _servers, _statuses, _conditions) = (transaction, servers, statuses, conditions);

    public static async Task<ReportDesk> Load(FleetTransaction transaction, IReadOnlyCollection<ReceivedReport> received, CancellationToken stop)
    {
        var ids = received.Select(r => r.Server).Distinct().ToArray();
        var session = transaction.Session;
        return new(
            transaction,
            (await session.LoadManyAsync<DesiredServer>(stop, ids)).ToDictionary(s => s.Id),
            (await session.LoadManyAsync<ServerStatus>(stop, ids)).ToDictionary(s => s.Id),
            (await session.LoadManyAsync<ServerCondition>(stop, [.. ids.Select(ConditionStream.Of)])).ToDictionary(c => c.Server));
    }

    public int Rejected { get; private set; }

    /// <returns>The report, when it was taken and was a report.</returns>
    public AcceptedReport? Accept(ReceivedReport received)
    {
        if (received.LostRuns > 0)
            return Lost(received);
        if (received.Body.Length == 0)
            return Unusable(received, "it was over-long");
        var (report, problem) = received.Parse();
        if (report is null)
        {
            Reject(received, problem!);
            return null;
        }
        if (_servers.GetValueOrDefault(received.Server) is { } server && report.Incarnation != server.Incarnation)
            return Unusable(received, "it tells of the machine before it was replaced");
        var answeredBefore = _statuses.GetValueOrDefault(received.Server)?.Answered ?? 0;
        // the database knows how far it was asked, whatever the worker says
        report = report with { Answered = Math.Min(report.Answered, received.Answered) };
        return Apply(received, report, askedAgain: 0) ? new AcceptedReport(report, answeredBefore) : null;
    }

    public void Reject(ReceivedReport received, string reason)
    {
        _statements.Add(new("insert into work.report_rejected (server_id, fence, worker, reason, head) values ($1, $2, $3, $4, $5)")
        {
            Parameters =
            {
                new() { Value = received.Server },
                new() { Value = received.Fence },
                new() { Value = received.Worker },
                new() { Value = reason },
                new() { Value = Printable.Clip(received.Body, 2000) },
            },
        });
        Unusable(received, reason);
    }

    public async Task Write(CancellationToken stop)
    {
        if (_statements.Count > 0)
        {
            await using var batch = _transaction.Batch();
            foreach (var statement in _statements)
                batch.BatchCommands.Add(statement);
            batch.BatchCommands.Add(new($"delete from work.report_rejected where id <= (select max(id) - {KeptRejections} from work.report_rejected)"));
            await batch.ExecuteNonQueryAsync(stop);
        }
        foreach (var (server, events) in _events)
            Append(_conditions[server], events);
        await _transaction.Write(stop);
    }

    private void Append(ServerCondition after, List<object> events)
    {
        if (after.Version == events.Count)
            _transaction.Session.Events.StartStream<ServerCondition>(after.Id, events);
        else
            _transaction.Session.Events.Append(after.Id, after.Version, events);
    }

    private AcceptedReport? Lost(ReceivedReport received)
    {
        var before = _statuses.GetValueOrDefault(received.Server);
        var report = received.AsLost();
        return Apply(received, report, before?.AskedAgain ?? 0) ? new(report, before?.Answered ?? 0) : null;
    }

    private AcceptedReport? Unusable(ReceivedReport received, string problem)
    {
        Rejected++;
        var before = _statuses.GetValueOrDefault(received.Server);
        var lost = LostAsk.Of(received, before);
        if (Apply(received, received.AsUnknown(problem, lost, before), lost.AskedAgain) && lost.IsAskedAgain)
            foreach (var ask in lost.Asks)
                _statements.Add(new("select work.ask($1, $2)") { Parameters = { new() { Value = received.Server }, new() { Value = ask } } });
        return null;
    }

    private bool Apply(ReceivedReport received, ReconcileReport report, int askedAgain)
    {
        var before = _statuses.GetValueOrDefault(received.Server);
        if (_servers.GetValueOrDefault(received.Server) is not { Retired: false } || report.Fence <= (before?.Fence ?? 0))
            return false;
        var condition = _conditions.GetValueOrDefault(received.Server) ?? ServerCondition.Initial(received.Server);
        var events = ConditionDecider.Decide(condition.Condition, report, before?.Fence ?? 0);
        Tell(condition, events, received, report.CorrelationId);

        var after = events.Aggregate(condition, (c, e) => c.After(e, _transaction.Now, c.Version + 1));
        _conditions[received.Server] = after;
        Restrain(received.Server, condition.Condition.Restraints, after.Condition.Restraints);
        _statuses[received.Server] = ServerStatus.After(before, report, received.Worker, received.At, askedAgain);
        _transaction.Session.Store(_statuses[received.Server]);
        TellPlanted(received, report);
        if (report.Observation?.Accounts is { Items: not null } accounts)
            _transaction.Session.Store(new AccountsOnServer(received.Server, accounts));
        _statements.Add(new("select pg_notify('fleet_change', $1)") { Parameters = { new() { Value = received.Server.ToString() } } });
        return true;
    }

    private void TellPlanted(ReceivedReport received, ReconcileReport report)
    {
        if (report.Planting is { } planting)
            _statements.Add(new("select work.plant_told($1, $2, $3, $4, $5)")
            {
                Parameters =
                {
                    new() { Value = received.Server },
                    Mark(planting.Planted),
                    Mark(planting.Found),
                    new() { Value = planting.Blocked is { } blocked ? Kebab.Text(blocked) : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                    new() { Value = received.At },
                },
            });
    }

    private static NpgsqlParameter Mark(string? mark) =>
        new() { Value = mark is not null && PlantAsk.IsMark(mark) ? mark : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private void Tell(ServerCondition condition, ImmutableArray<IConditionEvent> decided, ReceivedReport received, Guid? correlation)
    {
        if (decided.IsEmpty)
            return;
        var store = _transaction.Session.Events;
        var events = CollectionsMarshal.GetValueRefOrAddDefault(_events, condition.Server, out _) ??= [];
        foreach (var e in decided)
        {
            var told = store.BuildEvent(e).AtTimestamp(_transaction.Now);
            told.UserName = $"worker:{received.Worker}";
            told.CorrelationId = correlation?.ToString();
            told.CausationId = received.Id.ToString();
            events.Add(told);
        }
    }

    private void Restrain(Guid server, Restraints before, Restraints after)
    {
        var (was, now) = (JsonSerializer.Serialize(before, WireJson.Options), JsonSerializer.Serialize(after, WireJson.Options));
        if (was != now)
            _statements.Add(new("select work.restrain($1, $2)") { Parameters = { new() { Value = server }, new() { Value = now, NpgsqlDbType = NpgsqlDbType.Jsonb } } });
    }
}

/// <param name="AnsweredBefore">The highest ask that was answered before this report.</param>
public sealed record AcceptedReport(ReconcileReport Report, long AnsweredBefore);
