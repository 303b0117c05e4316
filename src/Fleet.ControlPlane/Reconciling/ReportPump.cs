using Fleet.ControlPlane.Storage;

namespace Fleet.ControlPlane.Reconciling;

/// <summary>Runs the taker on every node, whenever a report was written; a report that can't be taken is put aside, not waited for.</summary>
public sealed partial class ReportPump(ReportTaker taker, Signals signals, ILogger<ReportPump> logger) : BackgroundService
{
    private const int Batch = 100;
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = signals.Next(Signals.Reports);
            if (!await TakeAll(stoppingToken))
                await Task.Delay(SafetyNet, stoppingToken);
            await Signals.Within(next, SafetyNet, stoppingToken);
        }
    }

    private async Task<bool> TakeAll(CancellationToken stop)
    {
        try
        {
            while (await taker.Take(Batch, stop) is > 0)
            {
            }
            return true;
        }
        catch (Exception e) when (DatabaseFailure.IsPassing(e))
        {
            Postponed(logger, e.Message);
            return false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Stuck(logger, e);
            return await TakeOneByOne(stop);
        }
    }

    // One of the batch can't be written: the others can.
    private async Task<bool> TakeOneByOne(CancellationToken stop)
    {
        for (var i = 0; i < Batch; i++)
        {
            long? next = null;
            try
            {
                next = await taker.Next(stop);
                if (await taker.Take(1, stop) is not > 0)
                    return true;
            }
            catch (Exception e) when (e is not OperationCanceledException && !DatabaseFailure.IsPassing(e))
            {
                if (next is { } report)
                    await Reject(report, e, stop);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Postponed(logger, e.Message);
                return false;
            }
        }
        return true;
    }

    private async Task Reject(long report, Exception why, CancellationToken stop)
    {
        try
        {
            await taker.Reject(report, $"it could not be written down: {why.GetType().Name}", stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Postponed(logger, e.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Reports are waiting: {Error}")]
    private static partial void Postponed(ILogger logger, string error);

    [LoggerMessage(LogLevel.Error, "A batch of reports could not be taken; they are taken one by one")]
    private static partial void Stuck(ILogger logger, Exception exception);
}
