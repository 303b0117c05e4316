using System.Diagnostics;
using Fleet.Benchmarks.Bed;
using Fleet.Worker;
using Fleet.Worker.Hosting;
using Fleet.Worker.Keys;
using Fleet.Worker.Reconciling;
using Fleet.Worker.Work;
using Microsoft.Extensions.DependencyInjection;

namespace Fleet.Benchmarks.Instrumentation;

/// <summary>A worker's own parts in this process, claiming and reporting as always; its loops are not started, so each check can be timed.</summary>
internal sealed class OneWorker : IAsyncDisposable
{
    private readonly BenchBed _bed;
    private readonly WorkerOptions _options;
    private readonly ServiceProvider _services;

    public OneWorker(BenchBed bed)
    {
        _bed = bed;
        _options = new WorkerOptions { Database = bed.Read("worker1.login"), State = Directory.CreateDirectory(bed.In("worker1.state")).FullName };
        _options.Probing.HostsFile = bed.In("names");
        var keys = ((KeysRead.Loaded)KeysReader.Read(new KeyDirectory(bed.In("keys")))).Keys;
        _services = new ServiceCollection().AddLogging().AddWorker(_options, keys).BuildServiceProvider();
    }

    /// <summary>A check that an operator asked for, in a trace that is recorded: how long it took from its claim to its report.</summary>
    public async Task<double> Check()
    {
        using (new Activity("benchmark") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start())
            await _bed.Api.Servers.Check(new("all"), BenchBed.Headers, CancellationToken.None);
        var leases = _services.GetRequiredService<Leases>();
        var claims = await _services.GetRequiredService<WorkTable>().ClaimAsync(slots: 1, urgent: 1, _options.Lease.Length, CancellationToken.None);
        var (lease, from) = (leases.Begin(claims[0], Stopwatch.GetTimestamp()), Stopwatch.GetTimestamp());
        await _services.GetRequiredService<ServerRun>().RunAsync(claims[0], lease, CancellationToken.None);
        var took = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        leases.Finish(lease);
        return took;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
