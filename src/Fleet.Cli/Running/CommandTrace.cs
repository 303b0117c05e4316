using System.Diagnostics;
using System.Runtime.CompilerServices;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Fleet.Cli.Running;

/// <summary>Where a command's trace begins: what control plane and workers do for it hangs below. Nothing of the arguments is in it.</summary>
internal static class CommandTrace
{
    private const int Patience = 5000;
    private static readonly ActivitySource Source = new("Fleet.Cli");

    public static async Task<ExitCode> Run(string command, Func<Task<ExitCode>> run)
    {
        var exporter = Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 } ? Export() : null;
        try
        {
            // Where nothing is exported the trace begins here all the same: others may export.
            using var activity = Source.StartActivity(command) ?? new Activity(command) { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
            var code = await run();
            activity.SetTag("fleet.exit_code", (int)code);
            return code;
        }
        finally
        {
            Flush(exporter);
        }
    }

    // Not loaded unless it is used: a command lives for a moment.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IDisposable Export() => Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(resource => resource.AddService("fleet-cli", serviceNamespace: "fleet"))
        .AddSource(Source.Name)
        .AddOtlpExporter()
        .Build();

    private static void Flush(IDisposable? exporter)
    {
        if (exporter is not null) Shutdown(exporter);
    }

    // A collector that is away does not hold the command up for long.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Shutdown(IDisposable exporter)
    {
        ((TracerProvider)exporter).Shutdown(Patience);
        exporter.Dispose();
    }
}
