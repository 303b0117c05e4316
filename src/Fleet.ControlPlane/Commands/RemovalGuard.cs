using System.Collections.Immutable;
using Fleet.ControlPlane.Reconciling;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Marten;

namespace Fleet.ControlPlane.Commands;

/// <summary>
/// Asks before what every worker's plan refuses anyhow (<see cref="Removals"/>): a command that would take many accounts of a server away is not
/// accepted until it says how many. Where a server was never seen, only the worker can tell.
/// </summary>
public static class RemovalGuard
{
    public static async Task<Refusal?> Refuse(FleetChange change)
    {
        var (said, found) = (change.Context.ConfirmedRemovals, await Find(change));
        var total = found.Sum(f => f.After.Accounts.Length);
        if (said is null)
            return found.Any(f => f.IsNew) ? new RemovalsNotConfirmed(Told(found), total) : null;
        if (said != total)
            return new RemovalsOtherThanConfirmed(said.Value, Told(found), total);
        foreach (var (server, after, _) in found)
            change.Append(server, [new RemovalsConfirmed(after.Accounts)]);
        return null;
    }

    private static async Task<ImmutableArray<Found>> Find(FleetChange change)
    {
        var servers = change.Servers
            .Where(s => s is { Refusal: null, After.Retired: false } && s.After.AbsentAccounts.Values.Any(a => !a.Confirmed))
            .OrderBy(s => s.After!.Name, StringComparer.Ordinal).ToArray();
        if (servers.Length == 0)
            return [];
        var ids = servers.Select(s => s.After!.Id).ToArray();
        var session = change.Transaction.Session;
        var statuses = (await session.LoadManyAsync<ServerStatus>(change.Stop, ids)).ToDictionary(s => s.Id, s => s.Observation);
        var accounts = (await session.LoadManyAsync<AccountsOnServer>(change.Stop, ids)).ToDictionary(a => a.Id, a => a.Accounts);
        return [.. servers.Select(s => Of(s, Seen(statuses.GetValueOrDefault(s.After!.Id), accounts.GetValueOrDefault(s.After.Id)))).OfType<Found>()];
    }

    private static Observation? Seen(Observation? observation, ObservedAccounts? accounts) =>
        observation is null ? null : observation with { Accounts = observation.Accounts.FilledFrom(accounts) };

    private static Found? Of(ServerChange server, Observation? seen) => seen is null || Removals.Refused(server.After!, seen) is not { } after
        ? null
        : new(server.After!, after, IsNew(server, after, seen));

    // By this very command, or about to be made by it: what was blocked before keeps no other command from its way.
    private static bool IsNew(ServerChange server, Removals after, Observation seen) =>
        (server.After!.Enforcement == EnforcementMode.Enforce && server.Before?.Enforcement != EnforcementMode.Enforce)
        || (!server.Events.IsEmpty && (server.Before is null || Removals.Refused(server.Before, seen) is not { } before || after.Accounts.Any(a => !before.Contains(a))));

    private static string Told(IEnumerable<Found> found) =>
        string.Join(", ", found.Take(10).Select(f => $"{f.Server.Name} {f.After.Accounts.Length} of {f.After.Present}"));

    private sealed record Found(DesiredServer Server, Removals After, bool IsNew);
}

public sealed record RemovalsNotConfirmed(string Servers, int Total) : NumberRefusal(
    "removals-not-confirmed",
    $"This would take away more than a tenth of the accounts of a server ({Servers}), so nothing was done. Its plan says which; if they are meant, say "
    + $"`--confirm-removals {Total}`.",
    $"--confirm-removals {Total}");

public sealed record RemovalsOtherThanConfirmed(int Said, string Servers, int Total) : NumberRefusal(
    "removals-other-than-confirmed",
    Total == 0
        ? $"You confirmed {Said} removals, and there are none that need it, so nothing was done. Leave `--confirm-removals` out."
        : $"You confirmed {Said} removals, and there are {Total} ({Servers}), so nothing was done. Its plan says which; if they are meant, say "
            + $"`--confirm-removals {Total}`.",
    $"--confirm-removals {Total}");
