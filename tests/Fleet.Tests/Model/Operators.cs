using System.Collections.Immutable;
using Fleet.Domain;
using Fleet.Domain.Changes;
using Fleet.Domain.Holds;
using Fleet.Domain.Servers;

namespace Fleet.Tests.Model;

/// <summary>Commands, as the control plane carries them out: decided for each server, written in one transaction.</summary>
internal static class Operators
{
    public static Database Each(
        Database before, Guid command, IEnumerable<int> servers, DateTimeOffset now, Func<Row, Decision<IServerEvent>> decide)
    {
        var said = servers.ToDictionary(s => s, s => decide(before.Servers[s])).Where(d => Events(d.Value) is [_, ..])
            .ToDictionary(d => d.Key, d => Events(d.Value));
        var after = said.Aggregate(before, (all, s) => all.With(s.Key, row => row.After(s.Value, command, now)));
        return said.Count == 0 ? before
            : Staged.Prepare(before, after with { Commands = before.Commands.Add(command) }, command, [.. said.Keys.Order()], now);
    }

    public static Database Pause(Database before, Guid command, IEnumerable<int> servers, DateTimeOffset now)
    {
        var after = Each(before, command, servers, now, row => ServerDecider.Pause(row.Desired, "a look"));
        return after with { Holds = [.. after.Holds, .. Changed(before, after).Select(s => Paused(s, now))] };
    }

    public static Database Resume(Database before, Guid command, IEnumerable<int> servers, DateTimeOffset now)
    {
        var after = Each(before, command, servers, now, row => ServerDecider.Resume(row.Desired, before.Fleet.Paused));
        var ended = Changed(before, after).ToHashSet();
        return after with { Holds = after.Holds.RemoveAll(h => h.Hold.Kind == HoldKind.Paused && h.Server is { } s && ended.Contains(s)) };
    }

    public static Database PauseAll(Database before, DateTimeOffset now) => FleetDecider.Pause(before.Fleet, "a look") switch
    {
        Decision<IFleetEvent>.Accepted { Events: [var paused] } => Told(before, paused) with { Holds = before.Holds.Add(Paused(null, now)) },
        _ => before,
    };

    public static Database ResumeAll(Database before) => FleetDecider.Resume(before.Fleet) switch
    {
        Decision<IFleetEvent>.Accepted { Events: [var resumed] } =>
            Told(before, resumed) with { Holds = before.Holds.RemoveAll(h => h.IsOf(HoldKind.Paused, null)) },
        _ => before,
    };

    public static Database ResumeChange(Database before, StagedChange change, DateTimeOffset now) =>
        ChangeDecider.Resume(change) is Decision<IChangeEvent>.Accepted { Events: var events } ? Staged.Step(before, change, events, now) : before;

    public static Database AllowRepairs(Database before, string drift, DateTimeOffset now)
    {
        var waiting = before.Holds.Where(h => h.Hold.IsOf(drift)).ToArray();
        return FleetDecider.AllowRepairs(drift, waiting.Select(h => h.Server).Distinct().Count(), now) is not Decision<IFleetEvent>.Accepted ? before : before with
        {
            Allowed = before.Allowed.SetItems(waiting.Select(h => KeyValuePair.Create((h.Server!.Value, h.Hold.Drift!), now + FleetDecider.RepairsFor))),
            Holds = before.Holds.RemoveAll(h => h.Hold.IsOf(drift)),
        };
    }

    /// <summary>A new epoch: above what hosts told of, as far as it is known.</summary>
    public static Database Recover(Database before, DateTimeOffset now) =>
        !before.Holds.Any(h => h.Hold.Kind is HoldKind.RestoredFromPast or HoldKind.Copy) ? before : before with
        {
            Epoch = Math.Max(Gate.Microseconds(now), 1 + before.Servers.Values.Max(s => s.Status?.Observation?.Host.Accepted?.Epoch ?? before.Epoch)),
            Servers = before.Servers.ToImmutableSortedDictionary(s => s.Key, s => s.Value with { GrantedFence = Math.Max(s.Value.Fence, Gate.Microseconds(now)) }),
            Holds = before.Holds.RemoveAll(h => h.Hold.Kind is HoldKind.RestoredFromPast or HoldKind.Copy),
        };

    private static ImmutableArray<IServerEvent> Events(Decision<IServerEvent> decision) =>
        decision is Decision<IServerEvent>.Accepted { Events: var events } ? events : [];

    private static IEnumerable<int> Changed(Database before, Database after) =>
        after.Servers.Where(s => s.Value.Desired.Generation > before.Servers[s.Key].Desired.Generation).Select(s => s.Key);

    private static Database Told(Database before, IFleetEvent @event) =>
        before with { Fleet = FleetPause.Evolve(before.Fleet, @event, before.Fleet.Version + 1) };

    private static HoldRow Paused(int? server, DateTimeOffset now) =>
        new(server, new(HoldKind.Paused, "a look", "dana", now, Everywhere: server is null));
}
