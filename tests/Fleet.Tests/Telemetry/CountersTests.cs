using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Metrics;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Telemetry;
using Fleet.Worker.Hosting;
using Fleet.Worker.Reconciling;
using Fleet.Worker.Ssh;
using Fleet.Worker.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Telemetry;

/// <summary>Counters as the first scrape finds them: increase() sees a first failure only where it saw a 0.</summary>
public sealed class CountersTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task a_worker_tells_everything_that_it_counts_before_it_happens()
    {
        var series = await FirstScrape(WorkerServices.BeginCounters, RunMetrics.MeterName, SshMetrics.MeterName);
        Of(series, "fleet_checks_total").Length.ShouldBe(Enum.GetValues<ReconcileOutcome>().Length * 2);
        Of(series, "fleet_applies_total").Length.ShouldBe(ApplyCount.Results.Length * 2);
        Of(series, "fleet_applies_total").ShouldContain(s => s.Contains("result=\"unknown\"") && s.Contains("cause=\"drift\""));
        Of(series, "fleet_ssh_connections_failed_total").Length.ShouldBe(SshFailure.OfConnecting.Length);
        Of(series, "fleet_worker_loop_errors_total").ShouldContain(s => s.Contains("loop=\"leases\""));
        Of(series, "fleet_ssh_connections_opened_total").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task a_control_plane_tells_everything_that_it_counts_before_it_happens()
    {
        var series = await FirstScrape(FleetCounters.Begin, FleetCounters.MeterName);
        Of(series, "fleet_commands_total").Length.ShouldBe(CommandNames.All.Length * CommandResults.All.Length);
        Of(series, "fleet_events_total").Length.ShouldBe(DomainEvents.All.Length);
        Of(series, "fleet_reports_rejected_total").ShouldHaveSingleItem();
    }

    private static string[] Of(string[] series, string name) => [.. series.Where(s =>
        s.StartsWith(name + "{", StringComparison.Ordinal) || s.StartsWith(name + " ", StringComparison.Ordinal))];

    private static async Task<string[]> FirstScrape(Action begin, params string[] meters)
    {
        var services = new ServiceCollection().AddSingleton<ILogger<TelemetryListener>>(NullLogger<TelemetryListener>.Instance);
        services.AddTelemetry(new TelemetryOptions("tested", "http://127.0.0.1:0"), meters, [], begin);
        await using var provider = services.BuildServiceProvider();
        foreach (var service in provider.GetServices<Microsoft.Extensions.Hosting.IHostedService>()) await service.StartAsync(Stop);
        using var http = new HttpClient();
        var scrape = await http.GetStringAsync(new Uri(provider.GetRequiredService<TelemetryListener>().Url!, "/metrics"), Stop);
        return scrape.Split('\n');
    }
}
