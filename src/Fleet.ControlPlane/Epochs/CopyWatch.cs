using Fleet.ControlPlane.Storage;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Epochs;

/// <summary>
/// Says once, at the start, that this database is a copy. No worker waits for that: the database itself lets nothing through
/// (work.standing_hold).
/// </summary>
public sealed partial class CopyWatch(NpgsqlDataSource database, IDocumentStore store, TimeProvider time, ILogger<CopyWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                NotKnown(logger, e.Message);
                await Task.Delay(Retry, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Look(CancellationToken stop)
    {
        await using var transaction = await FleetTransaction.Begin(database, store, FleetLock.Commands, stop);
        var present = await PresentEpoch.Load(transaction.Batch(), stop);
        if (!present.Copied || await IsTold(transaction, stop))
            return;
        var reason = $"{present.Running} is a copy: its present epoch began on {present.Database}";
        await FleetStream.Hold(transaction, new DatabaseCopied(present.Database, present.Running), HoldKind.Copy, reason, "fleet", stop);
        Copied(logger, reason);
    }

    private static async Task<bool> IsTold(FleetTransaction transaction, CancellationToken stop)
    {
        await using var batch = transaction.Batch();
        batch.BatchCommands.Add(new("select exists (select from work.hold where kind = 'copy')"));
        return await batch.ExecuteScalarAsync(stop) is true;
    }

    [LoggerMessage(191, LogLevel.Critical, "Nothing is changed: {Reason}. If the original is lost: fleet recover. If it runs, stop this control plane and its workers")]
    private static partial void Copied(ILogger logger, string reason);

    [LoggerMessage(192, LogLevel.Warning, "Whether this database is a copy is not known yet: {Error}")]
    private static partial void NotKnown(ILogger logger, string error);
}
