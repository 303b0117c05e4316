using System.Collections.Immutable;
using Fleet.Domain;
using Fleet.Domain.Changes;
using Fleet.Domain.Drift;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Tests.Model;

/// <summary>All that Fleet keeps. It never changes: a backup is an older one.</summary>
/// <param name="Past">The lives that it comes from, each up to a moment.</param>
internal sealed record Database(int Life, ImmutableArray<Origin> Past, long Epoch, ImmutableSortedDictionary<int, Row> Servers)
{
    public ImmutableArray<HoldRow> Holds { get; init; } = [];

    public ImmutableSortedDictionary<Guid, StagedChange> Changes { get; init; } = ImmutableSortedDictionary<Guid, StagedChange>.Empty;

    public ImmutableDictionary<(int Server, string Drift), (DateTimeOffset First, DateTimeOffset Last)> Repairs { get; init; } =
        ImmutableDictionary<(int, string), (DateTimeOffset, DateTimeOffset)>.Empty;

    public ImmutableDictionary<(int Server, string Drift), DateTimeOffset> Allowed { get; init; } =
        ImmutableDictionary<(int, string), DateTimeOffset>.Empty;

    public FleetPause Fleet { get; init; } = FleetPause.Never;

    /// <summary>Those that said something of servers.</summary>
    public ImmutableArray<Guid> Commands { get; init; } = [];

    /// <summary>Whether what came of it may be undone: it is its own past, or of an epoch that counts no more by an operator's word.</summary>
    public bool Knows(Origin? origin) => origin is null || origin.Life == Life || origin.Epoch < Epoch
        || Past.Any(p => p.Life == origin.Life && origin.Moment <= p.Moment);

    public ImmutableArray<Hold> HoldsOf(int server, DateTimeOffset now) =>
        [.. Holds.Where(h => (h.Server is null || h.Server == server) && !(h.Hold.Until <= now)).Select(h => h.Hold)];

    public Database With(int server, Func<Row, Row> change) => this with { Servers = Servers.SetItem(server, change(Servers[server])) };
}

/// <summary>A server: its streams, its last status and its row of work.</summary>
/// <param name="Fence">Of the run that has it, or had it last.</param>
/// <param name="GrantedFence">The highest that was let through to an apply.</param>
internal sealed record Row(
    DesiredServer Desired, ImmutableArray<RecordedEvent<IServerEvent>> History, Condition Condition, long Fence, long GrantedFence)
{
    /// <summary>Of the desired state that it was let through with.</summary>
    public long GrantedGeneration { get; init; }

    /// <summary>Of the desired state that the run has.</summary>
    public long SeenGeneration { get; init; }

    public bool Leased { get; init; }

    public DateTimeOffset LeaseUntil { get; init; }

    public ReconcileReport? Status { get; init; }

    public GrantedApply Granted(Database database) => new(database.Epoch, GrantedFence);

    public Row After(IEnumerable<IServerEvent> events, Guid command, DateTimeOffset now) => events.Aggregate(this, (row, e) =>
    {
        var version = row.Desired.Generation + 1;
        return row with
        {
            Desired = DesiredServer.Evolve(row.Desired, e, version)!,
            History = row.History.Add(new(e, version, command, "dana", now)),
        };
    });
}

/// <param name="Server">null = every server.</param>
internal sealed record HoldRow(int? Server, Hold Hold)
{
    public bool IsOf(HoldKind kind, int? server, Guid? command = null) => Hold.Kind == kind && Server == server && Hold.Command == command;
}
