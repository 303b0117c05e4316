using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fleet.Worker.Work;

/// <summary>The leases of the runs under way. All are renewed in one statement; which of them still hold is answered one by one.</summary>
internal sealed partial class Leases(
    WorkTable work, LeaseOptions options, DatabaseHealth health, WorkLoop loop, TimeProvider time, ILogger<Leases> log) : BackgroundService
{
    public const string Name = "leases";
    private readonly ConcurrentDictionary<Guid, Lease> _running = [];

    public int Held => _running.Count;

    public Lease Begin(Claim claim, long sentAt)
    {
        var lease = new Lease(claim.Server, claim.Fence, sentAt, options, time);
        // Claimed again while an earlier run is still ending: that one's lease ran out.
        if (_running.TryRemove(claim.Server, out var earlier)) earlier.End();
        return _running[claim.Server] = lease;
    }

    public void Finish(Lease lease)
    {
        _running.TryRemove(KeyValuePair.Create(lease.Server, lease));
        lease.Dispose();
    }

    // When a renewal fails, each lease ends by its own clock.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.RenewEvery, time);
        await loop.RunAsync(Name, stop => RenewAsync(timer, stop), TimeSpan.Zero, stoppingToken);
    }

    private async Task RenewAsync(PeriodicTimer timer, CancellationToken stop)
    {
        await timer.WaitForNextTickAsync(stop);
        await RenewAsync(stop);
    }

    private async Task RenewAsync(CancellationToken stop)
    {
        var running = _running.Values.ToArray();
        foreach (var lease in running.Where(l => l.IsOverdue)) lease.End();
        Lease[] wanted = [.. running.Where(l => !l.IsOverdue)];
        if (wanted.Length == 0) return;

        var sentAt = time.GetTimestamp();
        var held = await work.RenewAsync([.. wanted.Select(l => l.Server)], [.. wanted.Select(l => l.Fence)], options.Length, stop);
        health.Worked();
        foreach (var lease in wanted) Settle(lease, held.Contains(lease.Server), sentAt);
    }

    private void Settle(Lease lease, bool held, long sentAt)
    {
        if (held)
        {
            lease.Extend(sentAt);
        }
        else if (_running.Contains(KeyValuePair.Create(lease.Server, lease)))
        {
            Lost(log, lease.Server, lease.Fence);
            lease.End();
        }
    }

    [LoggerMessage(10, LogLevel.Warning, "Lease on {Server} lost (fence {Fence}): another worker claimed it, or it was retired. The run ends")]
    private static partial void Lost(ILogger log, Guid server, long fence);
}
