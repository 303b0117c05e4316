using System.Net;
using Fleet.Telemetry;
using Fleet.Worker.Hosting;
using Fleet.Worker.Ssh;
using Fleet.Worker.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Fleet.Benchmarks.Instrumentation;

/// <summary>A worker's meters listened to, as its own listener does, and its spans sent to a collector if there is one; until it is disposed.</summary>
internal sealed class Watching : IAsyncDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private readonly ServiceProvider _services;
    private readonly IHostedService[] _running;

    private Watching(ServiceProvider services) => (_services, _running) = (services, [.. services.GetServices<IHostedService>()]);

    public static async Task<Watching> Start(Collector? collector)
    {
        Environment.SetEnvironmentVariable(Endpoint, collector?.Url);
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        var services = new ServiceCollection().AddLogging().AddTelemetry(
            new TelemetryOptions("fleet-worker", "http://127.0.0.1:0"),
            [RunMetrics.MeterName, SshMetrics.MeterName], [RunStage.Source.Name], WorkerServices.BeginCounters);
        var watching = new Watching(services.BuildServiceProvider());
        foreach (var service in watching._running) await service.StartAsync(CancellationToken.None);
        return watching;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _running.Reverse()) await service.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}

/// <summary>Takes what is sent to it and counts the requests.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener _listener = new();
    private int _received;

    public Collector(int port)
    {
        Url = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add($"{Url}/");
        _listener.Start();
        _ = Take();
    }

    public string Url { get; }

    public int Received => Volatile.Read(ref _received);

    public void Dispose() => _listener.Close();

    private async Task Take()
    {
        try
        {
            while (true)
            {
                var request = await _listener.GetContextAsync();
                await request.Request.InputStream.CopyToAsync(Stream.Null);
                Interlocked.Increment(ref _received);
                request.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // closed
        }
    }
}
