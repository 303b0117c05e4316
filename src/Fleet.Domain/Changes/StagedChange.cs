using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Fleet.Domain.Changes;

/// <summary>A change over several servers on its way: one server first, the others when that one is proven.</summary>
/// <param name="Id">That of the command.</param>
/// <param name="First">The one server that may be changed before the proof; null = none at the time.</param>
/// <param name="Since">When the first became the first, or when the rest began to go on.</param>
/// <param name="Touched">The first may have been changed.</param>
/// <param name="Tried">Those that went first, the present one included.</param>
/// <param name="Proven">The server that proved it.</param>
/// <param name="Untouched">Those that a stop kept it from.</param>
public sealed record StagedChange(
    Guid Id, ImmutableArray<ChangeTarget> Targets, ChangeStage Stage, Guid? First, DateTimeOffset Since, bool Touched,
    ImmutableArray<Guid> Tried, Guid? Proven, ImmutableArray<Guid> Untouched, ChangeStopped? Stop, long Version)
{
    [JsonIgnore]
    public bool IsOver => Stage is ChangeStage.Over;

    /// <summary>The servers that must not be changed as long as this is so.</summary>
    [JsonIgnore]
    public ImmutableArray<Guid> Held => Stage switch
    {
        ChangeStage.First => [.. Targets.Where(t => t.Server != First).Select(t => t.Server)],
        ChangeStage.Stopped => Untouched,
        _ => [],
    };

    /// <summary>Whether a server did what it was let go on with.</summary>
    public bool HasGoneOn(Guid server, DateTimeOffset? reportedAt) => server == First || reportedAt > Since;

    public ChangeTarget? Target(Guid server) => Targets.FirstOrDefault(t => t.Server == server);

    public string NameOf(Guid? server) => server is { } id && Target(id) is { } target ? target.Name : "no server";

    /// <summary>Folds one event; total over any order of known events.</summary>
    public static StagedChange? Evolve(StagedChange? change, IChangeEvent @event, Guid id, DateTimeOffset at, long version) =>
        (change, @event) switch
        {
            (null, ChangeBegun e) => new(id, e.Targets, ChangeStage.First, e.First, at, Touched: false, With([], e.First), Proven: null, [], Stop: null, version),
            (null, _) => null,
            _ => change.After(@event, at) with { Version = version },
        };

    private StagedChange After(IChangeEvent @event, DateTimeOffset at) => @event switch
    {
        FirstServerTouched => this with { Touched = true },
        FirstServerReplaced e => this with { First = e.To, Since = at, Touched = false, Tried = With(Tried, e.To) },
        ChangeProven e => this with { Stage = ChangeStage.Rest, Since = at, Proven = e.Server },
        ChangeResumed => this with { Stage = ChangeStage.Rest, Since = at, Untouched = [] },
        ChangeStopped e => this with { Stage = ChangeStage.Stopped, Untouched = e.Untouched, Stop = e },
        ServersOvertaken e => Without(e.Servers),
        ChangeFinished => this with { Stage = ChangeStage.Over },
        _ => this,
    };

    private StagedChange Without(ImmutableArray<Guid> servers) => this with
    {
        Targets = [.. Targets.Where(t => !servers.Contains(t.Server))],
        Untouched = [.. Untouched.Except(servers)],
        Tried = [.. Tried.Except(servers)],
        First = First is { } first && servers.Contains(first) ? null : First,
        Touched = Touched && First is { } touched && !servers.Contains(touched),
    };

    private static ImmutableArray<Guid> With(ImmutableArray<Guid> before, Guid? server) =>
        server is { } id ? [.. before.Where(t => t != id), id] : before;
}

public enum ChangeStage
{
    First,
    Rest,
    Stopped,
    Over,
}
