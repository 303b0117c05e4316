using System.Collections.Immutable;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Selectors;
using Fleet.Domain.Servers;
using Marten;

namespace Fleet.ControlPlane.Servers;

public static class ServerQueries
{
    /// <summary>The active server of that name, else the one that was retired last.</summary>
    public static async Task<DesiredServer?> FindServer(this IQuerySession session, string name, CancellationToken stop)
    {
        var named = await session.Query<DesiredServer>().Where(s => s.Name == name).ToListAsync(stop);
        return named.OrderBy(s => s.Retired).ThenByDescending(s => s.Id).FirstOrDefault();
    }

    public static async Task<ImmutableArray<DesiredServer>> ActiveServers(this IQuerySession session, CancellationToken stop) =>
        [.. await session.Query<DesiredServer>().Where(s => !s.Retired).OrderBy(s => s.Name).ToListAsync(stop)];

    public static async Task<Result<ImmutableArray<DesiredServer>>> SelectServers(this IQuerySession session, string? selector, CancellationToken stop)
    {
        if (!Selector.Parse(selector).TryGet(out var selected, out var refusal))
            return refusal;
        return (await session.ActiveServers(stop)).RemoveAll(s => !selected.Matches(s.Name, s.Labels));
    }

    /// <summary>By whom the values that a command would give are taken already.</summary>
    public static async Task<Occupied> Occupied(
        this IQuerySession session, CancellationToken stop, string? name = null, string? domain = null, SshEndpoint? endpoint = null, HostKey? key = null)
    {
        var ids = new[]
        {
            name is null ? null : UniqueValue.ServerName(name),
            domain is null ? null : UniqueValue.Domain(domain),
            endpoint is null ? null : UniqueValue.Endpoint(endpoint),
            key is null ? null : UniqueValue.Key(key),
        };
        var taken = (await session.LoadManyAsync<UniqueValue>(stop, [.. ids.OfType<string>()])).ToDictionary(v => v.Id, v => v.Holder);
        var holders = (await session.LoadManyAsync<DesiredServer>(stop, taken.Values.Distinct().ToArray())).ToDictionary(s => s.Id, s => s.Name);
        string? By(string? id) => id is not null && taken.TryGetValue(id, out var holder) ? holders[holder] : null;
        return new(By(ids[0]), By(ids[1]), By(ids[2]), By(ids[3]));
    }
}
