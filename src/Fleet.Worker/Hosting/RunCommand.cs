using Fleet.Worker.Keys;
using Fleet.Worker.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fleet.Worker.Hosting;

/// <summary><c>fleet-worker run</c>.</summary>
internal static class RunCommand
{
    // Connecting blocks threads; the pool grows too slowly when many servers are due at once.
    private const int BlockingThreads = 64;

    public static async Task<int> RunAsync(TextWriter error)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        var options = new WorkerOptions();
        try
        {
            builder.Configuration.AddFleet();
            builder.Configuration.Bind(options);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return Refuse(error, $"The configuration is not usable: {e.Message}");
        }

        if (options.Problem() is { } problem) return Refuse(error, problem);
        return KeysReader.Read(new KeyDirectory(options.Keys!)) switch
        {
            KeysRead.Loaded loaded => await RunAsync(builder, options, loaded.Keys),
            KeysRead.Unusable unusable => Refuse(error, unusable.Problem),
            _ => throw new InvalidOperationException("neither keys nor a reason"),
        };
    }

    private static async Task<int> RunAsync(HostApplicationBuilder builder, WorkerOptions options, FleetKeys keys)
    {
        ThreadPool.SetMinThreads(BlockingThreads, BlockingThreads);
        builder.Logging.Configure(l => l.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Logging.AddSimpleConsole(c => (c.IncludeScopes, c.SingleLine, c.UseUtcTimestamp, c.TimestampFormat) = (true, true, true, "yyyy-MM-ddTHH:mm:ss.fffZ "));
        builder.Services.AddWorker(options, keys);
        builder.Services.Configure<HostOptions>(h => h.ShutdownTimeout = options.Reconciling.StopGrace + TimeSpan.FromSeconds(10));
        using var host = builder.Build();
        RunMetrics.Announce(options.Reconciling.CheckInterval, () => host.Services.GetRequiredService<Leases>().Held);
        await host.RunAsync();
        return 0;
    }

    private static int Refuse(TextWriter error, string problem)
    {
        error.WriteLine(problem);
        return 1;
    }
}
