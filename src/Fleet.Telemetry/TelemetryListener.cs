using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace Fleet.Telemetry;

/// <summary>
/// /metrics, /health/live and /health/ready, on a listener of their own: what watches a program needs no token, and what has a token needs no
/// way to it.
/// </summary>
public sealed partial class TelemetryListener(
    TelemetryOptions options, MeterProvider meters, IEnumerable<IReadinessCheck> checks, ILogger<TelemetryListener> log) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Where it listens; null = nowhere, or not yet.</summary>
    public Uri? Url { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.MetricsUrl is not { } url) return;
        _app = Build(url);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException e)
        {
            throw new IOException($"Metrics and health can't be served at {url} ({e.Message}). Set FLEET_MetricsUrl to another address, or empty for none", e);
        }
        Url = new Uri(_app.Urls.First());
        Listening(log, Url);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private WebApplication Build(string url)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 64;
        });
        var app = builder.Build();
        app.Use(OnlyReading);
        app.UseOpenTelemetryPrometheusScrapingEndpoint(meters, http => http.Request.Path == "/metrics", path: null, configureBranchedPipeline: null, optionsName: null);
        app.Run(new Health(checks).Answer);
        return app;
    }

    private static Task OnlyReading(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsGet(http.Request.Method)) return next(http);
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        return Task.CompletedTask;
    }

    [LoggerMessage(90, LogLevel.Information, "Metrics and health at {Url}")]
    private static partial void Listening(ILogger log, Uri url);
}
