using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Fleet.Worker.Work;

/// <summary>Does a step again and again until it is stopped. No error ends it: a bug met on one server would end the work on all others.</summary>
internal sealed partial class WorkLoop(DatabaseHealth health, TimeProvider time, ILogger<WorkLoop> log)
{
    private static readonly Meter Meter = new("Fleet.Worker");
    private static readonly Counter<long> Errors = Meter.CreateCounter<long>("fleet_worker_loop_errors_total", description: "Steps that ended in a bug");

    /// <summary>None of these broke yet.</summary>
    public static void Begin(params ReadOnlySpan<string> loops)
    {
        foreach (var loop in loops) Errors.Add(0, KeyValuePair.Create<string, object?>("loop", loop));
    }

    public async Task RunAsync(string name, Func<CancellationToken, Task> step, TimeSpan afterError, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await step(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                if (!health.IsOutage(e)) Tell(e, name);
                await Task.Delay(afterError, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public void Tell(Exception error, string name)
    {
        Errors.Add(1, KeyValuePair.Create<string, object?>("loop", name));
        Broke(log, error, name);
    }

    [LoggerMessage(60, LogLevel.Error, "A step of {Loop} broke; it goes on")]
    private static partial void Broke(ILogger log, Exception error, string loop);
}
