using Fleet.Contracts.Api;
using Fleet.ControlPlane.Changes;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Changes;
using Fleet.Domain.Reconciling;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Commands;

/// <summary>Where a command stands on each of its servers.</summary>
public sealed class CommandTracker(NpgsqlDataSource database, IDocumentStore store, TimeProvider time)
{
    public async Task<CommandStatus?> Find(Guid id, CancellationToken stop) =>
        await CommandLog.Find(database, id, stop) is { } command ? await Status(command, stop) : null;

    public async Task<CommandStatus> Status(LoggedCommand command, CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var ids = command.Goals.Select(g => g.Server).ToArray();
        var servers = (await ServerPicture.Of(session, [.. await session.LoadManyAsync<DesiredServer>(stop, ids)], stop)).ToDictionary(s => s.Desired.Id);
        var workers = await Workers(ids, stop);
        var change = await session.LoadAsync<StagedChange>(command.Id, stop);
        var now = time.GetUtcNow();
        CommandProgress[] progress =
        [
            .. command.Goals.Where(g => servers.ContainsKey(g.Server))
                .Select(g => CommandProgressView.Of(command, g, servers[g.Server], workers.GetValueOrDefault(g.Server), change, now)),
        ];
        return new(command.Id, command.Name, command.Operator, command.AcceptedAt, command.Reason,
            Finished: progress.All(p => p.State is not (ProgressState.Pending or ProgressState.Working)), progress,
            change is null ? null : ChangeViews.Of(change));
    }

    private async Task<Dictionary<Guid, string>> Workers(Guid[] servers, CancellationToken stop)
    {
        await using var command = database.CreateCommand("select server_id, owner from work.server where server_id = any($1) and owner is not null and lease_until > clock_timestamp()");
        command.Parameters.Add(new() { Value = servers });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var workers = new Dictionary<Guid, string>();
        while (await reader.ReadAsync(stop))
            workers[reader.GetGuid(0)] = reader.GetString(1);
        return workers;
    }
}
