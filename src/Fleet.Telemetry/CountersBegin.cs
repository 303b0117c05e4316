using Microsoft.Extensions.Hosting;

namespace Fleet.Telemetry;

/// <summary>Counts 0 of everything that can be counted, before the program does anything and before the first scrape.</summary>
internal sealed class CountersBegin(Action begin) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        begin();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
