using System.Collections.Immutable;
using Fleet.ControlPlane.Storage;
using Fleet.Domain.Changes;
using Fleet.Domain.Reconciling;
using JasperFx.Events;
using Marten;

namespace Fleet.ControlPlane.Changes;

/// <summary>The changes that are on their way, within one transaction: what reports and time mean for them, and what follows.</summary>
public sealed class ChangeDesk
{
    private const string Fleet = "fleet";
    private readonly FleetTransaction _transaction;
    private readonly List<Step> _steps;

    private ChangeDesk(FleetTransaction transaction, IEnumerable<StagedChange> changes) =>
        (_transaction, _steps) = (transaction, [.. changes.Select(c => new Step(c))]);

    /// <summary>Under the lock of changes: what is read stays true.</summary>
    public static async Task<ChangeDesk> Load(FleetTransaction transaction, CancellationToken stop)
    {
        await transaction.Also(FleetLock.Changes, stop);
        return new(transaction, await transaction.Session.Query<StagedChange>().ToListAsync(stop));
    }

    public async Task Take(IReadOnlyCollection<ReconcileReport> reports, CancellationToken stop)
    {
        foreach (var step in _steps)
        {
            var concerned = reports.Where(r => step.Now?.Target(r.Server) is not null).ToArray();
            if (concerned.Length == 0)
                continue;
            var standings = await Standings.Of(_transaction.Session, step.Before.Targets, _transaction.Now, stop, reports.Select(r => r.Fence));
            foreach (var report in concerned)
                if (step.Now is { } change)
                    step.Add(ChangeDecider.Take(change, report, standings), _transaction.Now);
        }
    }

    public async Task Expire(CancellationToken stop)
    {
        foreach (var step in _steps)
            step.Add(ChangeDecider.Expire(step.Before, await Standings.Of(_transaction.Session, step.Before.Targets, _transaction.Now, stop), _transaction.Now), _transaction.Now);
    }

    /// <summary>To be written with the transaction's own events.</summary>
    public async Task Write(CancellationToken stop)
    {
        await using var batch = _transaction.Batch();
        foreach (var step in _steps.Where(s => s.Events.Count > 0))
        {
            _transaction.Session.Events.Append(step.Before.Id, step.Before.Version + step.Events.Count, step.Events.Select(e => Told(e, step.Before.Id)));
            foreach (var hold in ChangeHolds.Between(step.Before, step.Now, Fleet, step.Now?.Stop?.Evidence ?? "one server goes first"))
                batch.BatchCommands.Add(hold);
            batch.BatchCommands.Add(new("select pg_notify('fleet_change', '')"));
        }
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(stop);
    }

    private object Told(IChangeEvent happened, Guid command)
    {
        var told = _transaction.Session.Events.BuildEvent(happened).AtTimestamp(_transaction.Now);
        told.UserName = Fleet;
        told.CorrelationId = command.ToString();
        return told;
    }

    private sealed class Step(StagedChange before)
    {
        public StagedChange Before { get; } = before;

        public StagedChange? Now { get; private set; } = before;

        public List<IChangeEvent> Events { get; } = [];

        public void Add(ImmutableArray<IChangeEvent> events, DateTimeOffset at)
        {
            Events.AddRange(events);
            Now = events.Aggregate(Now, (c, e) => StagedChange.Evolve(c, e, Before.Id, at, (c?.Version ?? 0) + 1));
        }
    }
}
