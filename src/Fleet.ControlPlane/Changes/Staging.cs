using System.Collections.Immutable;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Changes;
using Fleet.Domain.Servers;
using Marten;

namespace Fleet.ControlPlane.Changes;

/// <summary>In a command's own transaction: who goes first, who waits, and which earlier changes have nothing more to say there.</summary>
public static class Staging
{
    public static async Task Prepare(FleetChange change)
    {
        var spoken = change.Servers.Where(s => s.Before is not null && s.Events.Any(IsLastWord)).Select(s => s.Before!.Id).ToHashSet();
        if (spoken.Count == 0)
            return;
        var session = change.Transaction.Session;
        await change.Transaction.Also(FleetLock.Changes, change.Stop);
        var earlier = (await session.Query<StagedChange>().ToListAsync(change.Stop)).Where(c => c.Targets.Any(t => spoken.Contains(t.Server))).ToArray();
        var begun = await Begin(change);
        var standings = earlier.Length == 0 ? [] : await Standings.Of(session, earlier.SelectMany(c => c.Targets), change.Now, change.Stop);
        foreach (var overtaken in earlier)
            Overtake(change, overtaken, ChangeDecider.Overtake(overtaken, spoken, change.Context.Id, standings));
        if (begun is null)
            return;
        change.Append<StagedChange, IChangeEvent>(change.Context.Id, 0, Decision.Accept<IChangeEvent>(begun));
        change.Statements.AddRange(ChangeHolds.Between(
            null, StagedChange.Evolve(null, begun, change.Context.Id, change.Now, 1), change.Context.Operator, $"{change.Context.Name} on {begun.Targets.Length} servers"));
    }

    /// <summary>How a command would begin; null = it concerns no more than one server that Fleet changes.</summary>
    public static async Task<ChangeBegun?> Begin(FleetChange change)
    {
        var servers = change.Servers.Where(s => s.Refusal is null && s.Before is not null && s.Events.Any(IsStaged) && IsChanged(s, change.Now)).Select(s => s.After!).ToArray();
        if (servers.Length < 2)
            return null;
        var pictures = await ServerPicture.Of(change.Transaction.Session, servers, change.Stop);
        var targets = pictures.ToImmutableDictionary(p => p.Desired.Id, p => Standings.Target(p, change.Now));
        return ChangeDecider.Begin([.. targets.Values], pictures.ToDictionary(p => p.Desired.Id, p => Standings.Of(targets[p.Desired.Id], p, change.Now)));
    }

    // An emergency waits for no proof.
    private static bool IsStaged(IServerEvent happened) => happened is AccessModeSet { Emergency: false } or EnforcementSet { Mode: EnforcementMode.Enforce };

    private static bool IsLastWord(IServerEvent happened) => happened is AccessModeSet or EnforcementSet or ServerReplaced or ServerRetired;

    private static bool IsChanged(ServerChange server, DateTimeOffset now) =>
        server.After is { Retired: false } after && after.EnforcementAt(now) == EnforcementMode.Enforce;

    private static void Overtake(FleetChange change, StagedChange before, ImmutableArray<IChangeEvent> events)
    {
        var after = events.Aggregate((StagedChange?)before, (c, e) => StagedChange.Evolve(c, e, before.Id, change.Now, (c?.Version ?? 0) + 1));
        change.Append<StagedChange, IChangeEvent>(before.Id, before.Version, Decision.Accept(events));
        change.Statements.AddRange(ChangeHolds.Between(before, after, change.Context.Operator, before.Stop?.Evidence ?? "one server goes first"));
    }
}
