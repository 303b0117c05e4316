using Fleet.Benchmarks.Bed;
using Fleet.Contracts.Api.Client;

namespace Fleet.Benchmarks.Faults;

/// <summary>Commands that change servers, one server each, evenly over all of them, until it is stopped.</summary>
internal sealed class CommandLoad(BenchBed bed)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    public int Sent { get; private set; }

    public async Task Run(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Pause);
        while (!stop.IsCancellationRequested)
        {
            var host = bed.Hosts[Sent % bed.Hosts.Length];
            var mode = Sent / bed.Hosts.Length % 2 == 0 ? "members" : "open";
            try
            {
                await bed.Api.Servers.SetAccessMode(new($"name={host.Name}", mode), BenchBed.Headers, CancellationToken.None);
                Sent++;
                await timer.WaitForNextTickAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (UnreachableException e)
            {
                throw new InvalidOperationException($"the control plane did not answer after {Sent} commands", e);
            }
        }
    }
}
