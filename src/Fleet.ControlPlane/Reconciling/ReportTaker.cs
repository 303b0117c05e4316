using System.Text.Json;
using Fleet.ControlPlane.Changes;
using Fleet.ControlPlane.Drift;
using Fleet.ControlPlane.Epochs;
using Fleet.ControlPlane.Metrics;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.ControlPlane.Reconciling;

/// <summary>
/// Takes reports: delete, decide and append in one transaction, and one taker at a time in the whole fleet, so that a report is taken
/// exactly once and in the order of fences.
/// </summary>
public sealed class ReportTaker(NpgsqlDataSource database, IDocumentStore store, Adoption adoption, SealedAccounts accounts, RestoreWatch restores)
{
    /// <returns>How many reports were taken; null when another node is at it.</returns>
    public async Task<int?> Take(int most, CancellationToken stop)
    {
        await using var transaction = await FleetTransaction.TryBegin(database, store, FleetLock.Reports, stop);
        if (transaction is null)
            return null;
        var received = await Delete(transaction, most, stop);
        if (received.Count == 0)
            return 0;
        var desk = await ReportDesk.Load(transaction, received, stop);
        var accepted = received.Select(desk.Accept).OfType<AcceptedReport>().ToArray();
        foreach (var report in accepted.Where(a => a.Report.Adopted is not null || a.Report.Sealed is not null))
        {
            await transaction.StayAwake(stop);
            await adoption.Run(report, stop);
            await accounts.Run(report, transaction, stop);
        }
        foreach (var report in accepted.Where(a => a.Report.Outcome == ReconcileOutcome.RestoredFromPast))
        {
            await transaction.StayAwake(stop);
            await restores.Run(report.Report, stop);
        }
        // last, so that no command is waited for while commands may wait for it
        var changes = await ChangeDesk.Load(transaction, stop);
        await changes.Take([.. accepted.Select(a => a.Report)], stop);
        await changes.Write(stop);
        await desk.Write(stop);
        await transaction.Commit();
        FleetCounters.Reject(desk.Rejected);
        return received.Count;
    }

    /// <returns>The report that is next; null when none waits.</returns>
    public async Task<long?> Next(CancellationToken stop)
    {
        await using var command = database.CreateCommand("select min(id) from work.report");
        return await command.ExecuteScalarAsync(stop) as long?;
    }

    /// <summary>Puts one report aside: with it, nothing could be written. Another node may have done so already.</summary>
    public async Task Reject(long id, string reason, CancellationToken stop)
    {
        await using var transaction = await FleetTransaction.TryBegin(database, store, FleetLock.Reports, stop);
        if (transaction is null)
            return;
        var received = await Delete(transaction, 1, stop, id);
        var desk = await ReportDesk.Load(transaction, received, stop);
        foreach (var report in received)
            desk.Reject(report, reason);
        await desk.Write(stop);
        await transaction.Commit();
        FleetCounters.Reject(desk.Rejected);
    }

    private static async Task<List<ReceivedReport>> Delete(FleetTransaction transaction, int most, CancellationToken stop, long? only = null)
    {
        await using var batch = transaction.Batch();
        batch.BatchCommands.Add(new("""
            with taken as (
              delete from work.report where id in (select id from work.report where $2::bigint is null or id = $2 order by id limit $1)
              returning id, server_id, fence, worker, reported_at, body, asks, answered, lost_runs, generation)
            select * from taken order by id
            """)
        {
            Parameters = { new() { Value = most }, new() { Value = only ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint } },
        });
        await using var reader = await batch.ExecuteReaderAsync(stop);
        var received = new List<ReceivedReport>();
        while (await reader.ReadAsync(stop))
            received.Add(ReceivedReport.Read(reader));
        return received;
    }
}
