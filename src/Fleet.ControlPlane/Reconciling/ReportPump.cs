using Fleet.ControlPlane.Storage;

namespace Fleet.ControlPlane.Reconciling;

/// <summary>Runs the taker on every node, whenever a report was written; a report that fails again and again is set aside, not waited for.</summary>
public sealed partial class ReportPump(ReportTaker taker, Signals signals, ILogger<ReportPump> logger) : BackgroundService
{
    private const int Batch = 100;
    private const int Tries = 3;
    private static readonly TimeSpan SafetyNet = TimeSpan.FromSeconds(1);
    private (long Report, int Times) _failed;

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
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            if (DatabaseFailure.IsPassing(e))
                Postponed(logger, e.Message);
            else
                Stuck(logger, e);
            return await TakeOneByOne(stop);
        }
    }

    // One of the batch can't be written: the others can.
    private async Task<bool> TakeOneByOne(CancellationToken stop)
    {
        for (var taken = 0; taken < Batch;)
        {
            long? next = null;
            try
            {
                next = await taker.Next(stop);
                if (next is null || await taker.Take(1, stop) is not > 0)
                    return true;
                taken++;
            }
            catch (Exception e) when (!stop.IsCancellationRequested)
            {
                if (!await GoOn(next, e, stop))
                    return false;
            }
        }
        return true;
    }

    /// <returns>Whether the next report can be tried now; else after a pause.</returns>
    private async Task<bool> GoOn(long? failed, Exception why, CancellationToken stop)
    {
        // an outage says nothing about the report that it met
        if (failed is { } report && !DatabaseFailure.IsAway(why) && HasFailedOften(report))
            return await SetAside(report, why, stop);
        Postponed(logger, why.Message);
        return failed is not null && !DatabaseFailure.IsPassing(why);
    }

    private bool HasFailedOften(long report)
    {
        _failed = (report, report == _failed.Report ? _failed.Times + 1 : 1);
        return _failed.Times >= Tries;
    }

    private async Task<bool> SetAside(long report, Exception why, CancellationToken stop)
    {
        try
        {
            await taker.Reject(report, $"it could not be written down: {why.GetType().Name}", stop);
            return true;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            Postponed(logger, e.Message);
            return false;
        }
    }

    [LoggerMessage(130, LogLevel.Warning, "Reports are waiting: {Error}")]
    private static partial void Postponed(ILogger logger, string error);

    [LoggerMessage(131, LogLevel.Warning, "A batch of reports could not be taken; they are taken one by one")]
    private static partial void Stuck(ILogger logger, Exception exception);
}
