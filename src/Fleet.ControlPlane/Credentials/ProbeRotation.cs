using System.Collections.Immutable;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Storage;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Credentials;

/// <summary>New probe secrets once a day, on every node: whoever comes first exchanges them, the others find nothing to do.</summary>
public sealed partial class ProbeRotation(NpgsqlDataSource database, IDocumentStore store, ProbeCredentials probes, ILogger<ProbeRotation> logger) : BackgroundService
{
    private const int AtOnce = 50;
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look);
        do
        {
            try
            {
                while (await Rotate(stoppingToken) == AtOnce)
                {
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Postponed(logger, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>How many servers' secrets were old or missing.</returns>
    public async Task<int> Rotate(CancellationToken stop)
    {
        var old = await Old(stop);
        if (old.Length == 0)
            return 0;
        await Exchange(await probes.Make(old, stop), stop);
        return old.Length;
    }

    private async Task<DesiredServer[]> Old(CancellationToken stop)
    {
        await using var session = store.QuerySession();
        var enforced = (await session.ActiveServers(stop)).Where(s => s.Enforcement == EnforcementMode.Enforce).ToDictionary(s => s.Id);
        await using var command = database.CreateCommand("""
            select e.id from unnest($1) as e (id) left join work.probe_credential p on p.server_id = e.id
             where p.made_at is null or p.made_at < clock_timestamp() - interval '24 hours' limit $2
            """);
        command.Parameters.Add(new() { Value = enforced.Keys.ToArray() });
        command.Parameters.Add(new() { Value = AtOnce });
        await using var reader = await command.ExecuteReaderAsync(stop);
        var old = new List<DesiredServer>();
        while (await reader.ReadAsync(stop))
            old.Add(enforced[reader.GetGuid(0)]);
        return [.. old];
    }

    // Work in the order of ids, as workers renew their leases: no deadlock between the two.
    private async Task Exchange(ImmutableDictionary<Guid, string> made, CancellationToken stop)
    {
        await using var command = database.CreateCommand("""
            with exchanged as (
              insert into work.probe_credential as p (server_id, jwe) select * from unnest($1, $2) as n (id, jwe) order by n.id
              on conflict (server_id) do update set jwe = excluded.jwe, made_at = clock_timestamp() where p.made_at < clock_timestamp() - interval '24 hours'
              returning server_id)
            select work.resealed(e.server_id) from (select server_id from exchanged order by server_id) e
            """);
        command.Parameters.Add(new() { Value = made.Keys.ToArray() });
        command.Parameters.Add(new() { Value = made.Values.ToArray() });
        await command.ExecuteNonQueryAsync(stop);
    }

    [LoggerMessage(170, LogLevel.Warning, "Probe secrets could not be exchanged; tried again in a minute")]
    private static partial void Postponed(ILogger logger, Exception exception);
}
