using Fleet.ControlPlane.Holds;
using Fleet.ControlPlane.Reconciling;
using Fleet.ControlPlane.Storage;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Epochs;

/// <summary>
/// Stops all changes when a worker reports a server that is ahead of this database. What it says is compared again with what the database
/// knows now: a report from before a new epoch says nothing of it.
/// </summary>
public sealed partial class RestoreWatch(NpgsqlDataSource database, IDocumentStore store, ILogger<RestoreWatch> logger)
{
    public async Task Run(ReconcileReport report, CancellationToken stop)
    {
        if (report.Observation?.Host.Accepted is not { } accepted)
            return;
        await using var transaction = await FleetTransaction.Begin(database, store, FleetLock.Commands, Adoption.Patience, stop);
        if (await FleetStream.IsHeld(transaction, HoldKind.RestoredFromPast, stop)
            || await Granted(transaction, report.Server, stop) is not { } granted || !Lineage.IsBehind(granted, accepted))
            return;
        var server = (await transaction.Session.LoadAsync<DesiredServer>(report.Server, stop))!;
        var evidence = $"{server.Name}: {Lineage.Evidence(granted, accepted)}";
        var restored = new FleetRestoredFromPast(server.Id, server.Name, accepted, granted);
        await FleetStream.Hold(transaction, restored, HoldKind.RestoredFromPast, evidence, $"worker:{report.Worker}", stop);
        Restored(logger, evidence);
    }

    private static async Task<GrantedApply?> Granted(FleetTransaction transaction, Guid server, CancellationToken stop)
    {
        await using var batch = transaction.Batch();
        batch.BatchCommands.Add(new(
            "select (select max(epoch) from work.epoch), granted_fence from work.server where server_id = $1 and not retired")
        {
            Parameters = { new() { Value = server } },
        });
        await using var reader = await batch.ExecuteReaderAsync(stop);
        return await reader.ReadAsync(stop) ? new(reader.GetInt64(0), reader.GetInt64(1)) : null;
    }

    [LoggerMessage(190, LogLevel.Critical, "Restored from the past, nothing is changed any more: {Evidence}. Next: fleet recover")]
    private static partial void Restored(ILogger logger, string evidence);
}
