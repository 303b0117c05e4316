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
    private static readonly string[] Intent =
        [.. DomainEvents.All.Where(e => new[] { typeof(IServerEvent), typeof(IUserEvent) }.Any(e.Type.IsAssignableTo)).Select(e => e.Alias)];

    public static async Task<Refusal?> Decide(FleetChange change, Guid id)
    {
        var streams = await Streams(change, id);
        var histories = (await change.Transaction.Session.Events.QueryAllRawEvents().Where(e => e.StreamId.IsOneOf(streams)).ToListAsync(change.Stop))
            .OrderBy(e => e.Version).GroupBy(e => e.StreamId).ToArray();
        var servers = histories.Where(h => h.First().Data is IServerEvent).ToArray();
        var users = histories.Where(h => h.First().Data is IUserEvent).ToArray();
        // An adoption makes users too, and is refused as what it is.
        if (users.Length > 0 && !servers.Any(h => h.Any(e => e.Data is ServerAdopted && e.CorrelationId == id.ToString())))
            return await RevertUsers(change, users, id);
        return servers.Length > 0 ? await RevertServers(change, servers, id) : new CommandUnknown(id);
    }

    // Not those of conditions: what workers reported of the command is long, and nothing to revert.
    private static async Task<Guid[]> Streams(FleetChange change, Guid id)
    {
        await using var batch = change.Transaction.Batch();
        batch.BatchCommands.Add(new("select distinct stream_id from fleet.mt_events where correlation_id = $1 and type = any($2)")
        {
            Parameters = { new() { Value = id.ToString() }, new() { Value = Intent } },
        });
        await using var reader = await batch.ExecuteReaderAsync(change.Stop);
        var streams = new List<Guid>();
        while (await reader.ReadAsync(change.Stop))
            streams.Add(reader.GetGuid(0));
        return [.. streams];
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
