using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Fleet.Telemetry;

/// <summary>What both programs tell of themselves, and how.</summary>
public static class TelemetrySetup
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const int LargestScrape = 32 * 1024 * 1024;
    private static readonly string Version = typeof(TelemetrySetup).Assembly.GetName().Version!.ToString(3);

    // Prometheus keeps the suffix _count for histograms.
    private static readonly (string Name, string Plural)[] Counts =
    [
        ("dotnet.process.cpu.count", "dotnet.process.cpus"), ("dotnet.thread_pool.thread.count", "dotnet.thread_pool.threads"),
        ("dotnet.assembly.count", "dotnet.assemblies"), ("dotnet.timer.count", "dotnet.timers"), ("db.client.connection.count", "db.client.connections"),
    ];

    private static readonly Meter Own = Described();

    /// <param name="meters">Names of meters, beside those of .NET and Npgsql.</param>
    /// <param name="sources">Names of activity sources; nothing listens to them while no OTLP endpoint is configured.</param>
    /// <param name="begin">Counts 0 of what can be counted.</param>
    public static IServiceCollection AddTelemetry(
        this IServiceCollection services, TelemetryOptions options, string[] meters, string[] sources, Action begin, Action<MeterProviderBuilder>? views = null)
    {
        services.AddHostedService(s => BeginOnceHeard(s, begin));
        services.AddSingleton(options).AddSingleton<TelemetryListener>().AddHostedService(s => s.GetRequiredService<TelemetryListener>());
        if (WatchdogOptions.From(Environment.GetEnvironmentVariable, Environment.ProcessId) is { } watchdog)
            services.AddHostedService(s => new Watchdog(s.GetRequiredService<TelemetryListener>(), watchdog, Environment.FailFast, s.GetRequiredService<ILogger<Watchdog>>()));
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(options.Service, serviceNamespace: "fleet", serviceVersion: Version))
            .WithMetrics(metrics => Metrics(metrics.AddMeter([Own.Name, "System.Runtime", "Npgsql", .. meters]), views));
        if (Environment.GetEnvironmentVariable(OtlpEndpoint) is { Length: > 0 })
            telemetry.WithTracing(traces => traces.AddSource(sources).AddOtlpExporter());
        return services;
    }

    private static CountersBegin BeginOnceHeard(IServiceProvider services, Action begin)
    {
        // What is counted before it is there is lost.
        _ = services.GetRequiredService<MeterProvider>();
        return new(begin);
    }

    private static void Metrics(MeterProviderBuilder metrics, Action<MeterProviderBuilder>? views)
    {
        foreach (var (name, plural) in Counts)
            metrics.AddView(name, plural);
        views?.Invoke(metrics);
        metrics.AddPrometheusExporter(prometheus =>
        {
            prometheus.ScopeInfoEnabled = false;
            prometheus.MaxScrapeResponseSizeBytes = LargestScrape;
        });
    }

    // Once for the process, however many hosts it holds.
    private static Meter Described()
    {
        var meter = new Meter("Fleet");
        meter.CreateObservableGauge("fleet_build_info", () => new Measurement<long>(1, new KeyValuePair<string, object?>("version", Version)), description: "Which Fleet this is");
        return meter;
    }
}
