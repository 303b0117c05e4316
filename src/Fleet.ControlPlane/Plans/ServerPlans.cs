using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Holds;
using Fleet.ControlPlane.Reconciling;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Marten;

namespace Fleet.ControlPlane.Plans;

public static class ServerPlans
{
    /// <param name="repairing">What enforcing would do, whatever the enforcement is now.</param>
    public static async Task<ImmutableArray<ServerPlan>> Of(IQuerySession session, FleetChange change, bool repairing, CancellationToken stop)
    {
        var proposed = change.Servers.Select(s => (Change: s, After: repairing ? s.After! with { Enforcement = EnforcementMode.Enforce } : s.After!)).ToArray();
        var pictures = await ServerPicture.Of(session, [.. proposed.Select(p => p.After)], stop);
        var accounts = (await session.LoadManyAsync<AccountsOnServer>(stop, proposed.Select(p => p.After.Id).ToArray())).ToDictionary(a => a.Id, a => a.Accounts);
        return [.. proposed.Zip(pictures, (p, picture) => Plan(p.Change, picture, accounts.GetValueOrDefault(p.After.Id), change.Now))];
    }

    /// <summary>What is desired already, were the servers not held.</summary>
    public static async Task<ImmutableArray<ServerPlan>> Of(IQuerySession session, ImmutableArray<DesiredServer> servers, DateTimeOffset now, CancellationToken stop)
    {
        var pictures = await ServerPicture.Of(session, servers, stop);
        var accounts = (await session.LoadManyAsync<AccountsOnServer>(stop, servers.Select(s => s.Id).ToArray())).ToDictionary(a => a.Id, a => a.Accounts);
        return [.. pictures.Select(p => Plan(new(p.Desired, p.Desired, [], null, null), p with { Holds = [] }, accounts.GetValueOrDefault(p.Desired.Id), now))];
    }

    private static ServerPlan Plan(ServerChange change, ServerPicture server, ObservedAccounts? accounts, DateTimeOffset now)
    {
        var seen = server.Status?.Observation is { } observation ? observation with { Accounts = observation.Accounts.FilledFrom(accounts) } : null;
        var plan = seen is null ? ChangePlan.Nothing : Planner.Plan(server.Desired, seen, server.Condition.Condition.Restraints with { Holds = server.Holds });
        return new(
            server.Desired.Name, server.Desired.Id,
            change switch { { Refusal: not null } => CommandOutcome.Refused, { Events.IsEmpty: true } => CommandOutcome.Unchanged, _ => CommandOutcome.Accepted },
            change.Refusal is { } refusal ? Problems.Info(refusal) : null,
            Kebab.Text(server.Desired.EnforcementAt(now)), seen?.ObservedAt,
            Blocked(plan),
            [.. plan.Changes.Concat(plan.Withheld).Select(PlannedChanges.Of)], Drops(plan, server.Desired, seen?.InForce),
            ServerViews.Sessions(seen?.InForce), ActivationCosts.Of(plan.Cost, server.Desired),
            server.Holds.IsEmpty ? null : [.. server.Holds.Select(h => HoldViews.Of(h, server.Desired.Name))]);
    }

    // a hold is told by itself
    private static string? Blocked(ChangePlan plan) =>
        string.Join("; ", plan.Blockers.Where(b => b.Reason is not (BlockReason.Held or BlockReason.MassDrift)).Select(b => b.Text)) is { Length: > 0 } text ? text : null;

    private static PlannedDrop Drops(ChangePlan plan, DesiredServer desired, InForce? inForce)
    {
        var dropped = plan.SessionsDropped ?? inForce?.Sessions ?? 0;
        var everything = dropped > 0 && dropped == inForce?.Sessions;
        var kept = desired.AccessMode == AccessMode.Members && dropped == 0 ? inForce?.SessionsWithoutLogin ?? 0 : 0;
        return new(dropped, everything ? inForce?.Rooms ?? 0 : 0, everything ? inForce?.Participants ?? 0 : 0, kept);
    }
}
