using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.ControlPlane.Commands;

/// <summary>What one command changes: decided in memory first, then written as a whole (<see cref="ChangeWriter"/>).</summary>
public sealed class FleetChange(FleetTransaction transaction, CommandContext context, CancellationToken stop)
{
    private readonly Dictionary<Guid, ServerChange> _servers = [];
    private readonly List<StreamAppend> _others = [];
    private readonly List<AccountChange> _gained = [];
    private readonly List<AccountChange> _lost = [];

    public FleetTransaction Transaction => transaction;
    public CommandContext Context => context;
    public CancellationToken Stop => stop;
    public DateTimeOffset Now => transaction.Now;
    public IReadOnlyCollection<ServerChange> Servers => _servers.Values;
    public IReadOnlyList<StreamAppend> OtherStreams => _others;
    public IReadOnlyList<AccountChange> Gained => _gained;
    public IReadOnlyList<AccountChange> Lost => _lost;

    /// <summary>Sealed material that goes with the events, in the same transaction.</summary>
    public List<Npgsql.NpgsqlBatchCommand> Statements { get; } = [];

    /// <summary>How many servers the command is about, where a selector says that; null: those that it changes.</summary>
    public int? Matched { get; set; }

    /// <summary>The operator said how many servers, or which, and that is so.</summary>
    public bool IsMeant { get; set; }

    public DesiredServer Current(DesiredServer server) => _servers.GetValueOrDefault(server.Id)?.After ?? server;

    /// <summary>A refusal is kept for the answer; a server that refuses keeps the others from nothing.</summary>
    public Refusal? Apply(DesiredServer server, Decision<IServerEvent> decision)
    {
        if (decision is Decision<IServerEvent>.Refused { Refusal: var refusal })
        {
            _servers[server.Id] = Change(server) with { Refusal = refusal };
            return refusal;
        }
        Append(server, ((Decision<IServerEvent>.Accepted)decision).Events);
        return null;
    }

    public DesiredServer? Create(Guid id, ImmutableArray<IServerEvent> events)
    {
        var enrolled = new ServerChange(null, null, [], null, null).With(events);
        _servers[id] = enrolled;
        return enrolled.After;
    }

    public void Append(DesiredServer server, ImmutableArray<IServerEvent> events) => _servers[server.Id] = Change(server).With(events);

    public void Ask(DesiredServer server, string ask) => _servers[server.Id] = Change(server) with { Ask = ask };

    /// <param name="accepted">What goes with the events, when there are any.</param>
    public Refusal? Append<TAggregate, TEvent>(Guid stream, long version, Decision<TEvent> decision, Action? accepted = null)
        where TAggregate : class
        where TEvent : class
    {
        if (decision is Decision<TEvent>.Refused { Refusal: var refusal })
            return refusal;
        if (((Decision<TEvent>.Accepted)decision).Events is { IsEmpty: false } events)
        {
            _others.Add(new(typeof(TAggregate), stream, version, [.. events]));
            accepted?.Invoke();
        }
        return null;
    }

    public void Account(bool gained, string user, string server) => (gained ? _gained : _lost).Add(new(user, server));

    private ServerChange Change(DesiredServer server) => _servers.GetValueOrDefault(server.Id) ?? new(server, server, [], null, null);
}

public sealed record ServerChange(DesiredServer? Before, DesiredServer? After, ImmutableArray<IServerEvent> Events, string? Ask, Refusal? Refusal)
{
    public ServerChange With(ImmutableArray<IServerEvent> events) => this with
    {
        Events = [.. Events, .. events],
        After = events.Aggregate(After, (server, e) => DesiredServer.Evolve(server, e, (server?.Generation ?? 0) + 1)),
    };
}

/// <param name="Version">That of the stream before these events; 0 = it begins with them.</param>
public sealed record StreamAppend(Type Aggregate, Guid Stream, long Version, ImmutableArray<object> Events);
