using Fleet.ControlPlane.Storage;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Changes;

/// <summary>What time alone decides of changes that are on their way; on every node, one at a time.</summary>
public sealed partial class ChangeClock(NpgsqlDataSource database, IDocumentStore store, ILogger<ChangeClock> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (await AnyOnItsWay(stoppingToken))
                    await Expire(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.Message);
            }
        }
    }

    public async Task Expire(CancellationToken stop)
    {
        await using var transaction = await FleetTransaction.TryBegin(database, store, FleetLock.Changes, stop);
        if (transaction is null)
            return;
        var desk = await ChangeDesk.Load(transaction, stop);
        await desk.Expire(stop);
        await desk.Write(stop);
        await transaction.Write(stop);
        await transaction.Commit();
    }

    private async Task<bool> AnyOnItsWay(CancellationToken stop)
    {
        await using var command = database.CreateCommand("select exists (select from fleet.mt_doc_stagedchange)");
        return await command.ExecuteScalarAsync(stop) is true;
    }

    [LoggerMessage(175, LogLevel.Warning, "Changes on their way were not looked after: {Error}")]
    private static partial void Postponed(ILogger logger, string error);
}
