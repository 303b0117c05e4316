using System.Collections.Immutable;
using Fleet.ControlPlane.Users;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using JasperFx.Events;
using Marten;

namespace Fleet.ControlPlane.Commands;

/// <summary>Each server, or the user, back to its own state from before a command. For the command and for its plan.</summary>
public static class RevertDecision
{
    public static async Task<Refusal?> Decide(FleetChange change, Guid id)
    {
        var session = change.Transaction.Session;
        var correlation = id.ToString();
        var streams = (await session.Events.QueryAllRawEvents().Where(e => e.CorrelationId == correlation).Select(e => e.StreamId).ToListAsync(change.Stop)).Distinct().ToArray();
        var histories = (await session.Events.QueryAllRawEvents().Where(e => e.StreamId.IsOneOf(streams)).ToListAsync(change.Stop))
            .OrderBy(e => e.Version).GroupBy(e => e.StreamId).ToArray();
        var users = histories.Where(h => h.First().Data is IUserEvent).ToArray();
        if (users.Length > 0)
            return await RevertUsers(change, users, id);
        var servers = histories.Where(h => h.First().Data is IServerEvent).ToArray();
        return servers.Length > 0 ? await RevertServers(change, servers, id) : new CommandUnknown(id);
    }

    // Accounts follow from the user's own state, so they need no revert of their own.
    private static async Task<Refusal?> RevertUsers(FleetChange change, IGrouping<Guid, IEvent>[] histories, Guid id)
    {
        foreach (var history in histories)
        {
            var user = (await change.Transaction.Session.LoadAsync<User>(history.Key, change.Stop))!;
            if (await UserDesk.Apply(change, user, UserDecider.Revert(Recorded<IUserEvent>(history), id), Regrant.OfReselectedUser) is { } refusal)
                return refusal;
        }
        return null;
    }

    private static async Task<Refusal?> RevertServers(FleetChange change, IGrouping<Guid, IEvent>[] histories, Guid id)
    {
        var servers = (await change.Transaction.Session.LoadManyAsync<DesiredServer>(change.Stop, histories.Select(h => h.Key).ToArray())).ToDictionary(s => s.Id);
        Refusal? last = null;
        foreach (var history in histories.OrderBy(h => servers[h.Key].Name, StringComparer.Ordinal))
            last = change.Apply(servers[history.Key], ServerDecider.Revert(Recorded<IServerEvent>(history), id, change.Now));
        if (histories.Length == 1 && last is not null)
            return last;
        await Regrant.OnServers(change, [.. change.Servers.Where(s => !s.Events.IsEmpty).Select(s => s.After!)]);
        return null;
    }

    private static ImmutableArray<RecordedEvent<T>> Recorded<T>(IEnumerable<IEvent> history) =>
    [
        .. history.Select(e => new RecordedEvent<T>(
            (T)e.Data, e.Version, Guid.TryParse(e.CorrelationId, out var command) ? command : Guid.Empty, e.UserName ?? "", e.Timestamp)),
    ];
}
