using System.Collections.Concurrent;
using Fleet.Worker.Work;
using Microsoft.Extensions.Hosting;

namespace Fleet.Worker.Reconciling;

/// <summary>Claims what is due until nothing is, one task per server; sleeps until notified, or a second.</summary>
internal sealed class ReconcileLoop(
    WorkTable work, Leases leases, ServerRun run, WorkSignal signal, DatabaseHealth health, WorkLoop loop, ClaimPulse pulse,
    ReconcilingOptions options, LeaseOptions lease, TimeProvider time) : BackgroundService
{
    public const string Name = "reconcile";
    private static readonly TimeSpan LookAtLeast = TimeSpan.FromSeconds(1);

    private readonly Slots _slots = new(options.Slots, options.UrgentSlots);
    private readonly ConcurrentDictionary<Task, bool> _running = [];
    private readonly CancellationTokenSource _stopRuns = new();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loop.RunAsync(Name, LookAsync, LookAtLeast, stoppingToken);

    private async Task LookAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && await ClaimAsync())
        {
        }

        await signal.WaitAsync(LookAtLeast, stop);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var running = Task.WhenAll(_running.Keys);
        await Task.WhenAny(running, Task.Delay(options.StopGrace, time, cancellationToken));
        await _stopRuns.CancelAsync();
        await running;
    }

    public override void Dispose()
    {
        _stopRuns.Dispose();
        base.Dispose();
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> ClaimAsync()
    {
        var (normal, urgent) = _slots.Free;
        if (normal <= 0 && urgent <= 0)
        {
            pulse.Beat();
            return false;
        }

        var sentAt = time.GetTimestamp();
        // Not to be cut short: what was claimed unheard would wait for its lease to run out.
        var claims = await work.ClaimAsync(Math.Max(normal, 0), Math.Max(urgent, 0), lease.Length, CancellationToken.None);
        health.Worked();
        pulse.Beat();
        foreach (var claim in claims.OrderBy(c => c.IsUrgent)) Start(claim, leases.Begin(claim, sentAt), _slots.Take(claim));
        return claims.Length > 0 && claims.Length >= normal;
    }

    private void Start(Claim claim, Lease held, IDisposable place)
    {
        var task = Task.Run(() => RunAsync(claim, held, place), CancellationToken.None);
        _running[task] = true;
        _ = task.ContinueWith(t => _running.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private async Task RunAsync(Claim claim, Lease held, IDisposable place)
    {
        try
        {
            await run.RunAsync(claim, held, _stopRuns.Token);
        }
        catch (Exception e)
        {
            loop.Tell(e, Name);
        }
        finally
        {
            leases.Finish(held);
            place.Dispose();
            // More work may have come for this very server, or have waited for the place.
            signal.Set();
        }
    }
}
