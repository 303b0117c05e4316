using System.Diagnostics;
using System.Security.Cryptography;
using Fleet.Domain.Reconciling;
using Fleet.Worker.Work;
using Microsoft.Extensions.Logging;

namespace Fleet.Worker.Reconciling;

/// <summary>One claim from its beginning to its report. However it ends, it ends only itself.</summary>
internal sealed partial class ServerRun(
    Reconciler reconciler, ReportDesk desk, ServerMemories memories, HandoverDesk handovers, DatabaseHealth health, ReconcilingOptions options, ILogger<ServerRun> log)
{
    public async Task RunAsync(Claim claim, Lease lease, CancellationToken stopRuns)
    {
        using var activity = ReconcileActivity.Start(claim);
        using var scope = OfRun(log, claim.Server, claim.Fence, ReconcileActivity.CorrelationOf(claim));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(lease.Ended, stopRuns);
        try
        {
            await ReconcileAsync(claim, lease, ended.Token, stopRuns);
        }
        catch (OperationCanceledException) when (stopRuns.IsCancellationRequested)
        {
            await desk.ReleaseAsync(claim);
        }
        catch (OperationCanceledException)
        {
            // The report, if any, would be fenced off. Whoever claims the server next begins anew.
            Ended(log, claim.Server, claim.Fence, lease.IsOverdue ? "it took too long" : "its lease ended");
        }
        catch (Exception e) when (health.IsOutage(e))
        {
            // The lease ends by itself, and the server is claimed again.
        }
        catch (Exception e)
        {
            // What is remembered may be what broke it.
            memories.Forget(claim.Server);
            Broken(log, e, claim.Server, claim.Fence);
        }
    }

    private async Task ReconcileAsync(Claim claim, Lease lease, CancellationToken ended, CancellationToken stopRuns)
    {
        var memory = await handovers.CurrentAsync(claim, memories.Of(claim.Server), ended);
        if (memory is null) throw new OperationCanceledException("the fence is not held any more");
        if (memory.Handover!.Desired.Retired)
        {
            memories.Forget(claim.Server);
            await desk.ReleaseAsync(claim);
            return;
        }

        var (report, after) = await RunAsync(claim, lease, memory, ended);
        after = after with { Failures = EndedWell(report) ? 0 : memory.Failures + 1 };
        var next = NextCheck.After(report, memory.Handover.Desired, after.Failures, options.CheckInterval, RandomNumberGenerator.GetInt32(1001) / 1000.0);
        if (await desk.HandInAsync(claim, report with { NextIn = next, CheckInterval = options.CheckInterval }, memory.ReportedAccounts, next, stopRuns) is { } accounts) memories.Keep(claim.Server, after with { ReportedAccounts = accounts });
    }

    private async Task<(ReconcileReport Report, ServerMemory After)> RunAsync(Claim claim, Lease lease, ServerMemory memory, CancellationToken ended)
    {
        var began = Stopwatch.GetTimestamp();
        var run = await reconciler.RunAsync(claim, lease, memory, ended);
        RunMetrics.Took("total", Stopwatch.GetElapsedTime(began));
        RunCounts.Tell(claim, run.Report);
        return run;
    }

    private static readonly Func<ILogger, Guid, long, Guid?, IDisposable?> OfRun =
        LoggerMessage.DefineScope<Guid, long, Guid?>("Server:{ServerId} Fence:{Fence} Command:{Command}");

    private static bool EndedWell(ReconcileReport report) =>
        report.Outcome is ReconcileOutcome.Checked or ReconcileOutcome.Changed && report.Applied.All(a => a.Result is ChangeResult.Done or ChangeResult.Unchanged);

    [LoggerMessage(20, LogLevel.Warning, "Run on {Server} (fence {Fence}) ended without a report: {Why}")]
    private static partial void Ended(ILogger log, Guid server, long fence, string why);

    [LoggerMessage(21, LogLevel.Error, "Run on {Server} (fence {Fence}) broke; it is tried again when its lease is over")]
    private static partial void Broken(ILogger log, Exception error, Guid server, long fence);
}
