using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Fleet.Cli.Running;

/// <summary>Where a command's trace begins: what control plane and workers do for it hangs below. Nothing of the arguments is in it.</summary>
internal static class CommandTrace
{
    private const int Patience = 5000;
    private static readonly ActivitySource Source = new("Fleet.Cli");

    public static Task<ExitCode> Run(string command, Func<Task<ExitCode>> run) =>
        Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 } ? Exported(command, run) : Traced(command, run);

    // Where nothing is exported the trace begins here all the same: others may export.
    private static async Task<ExitCode> Traced(string command, Func<Task<ExitCode>> run)
    {
        using var activity = Source.StartActivity(command) ?? new Activity(command) { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        var code = await run();
        activity.SetTag("fleet.exit_code", (int)code);
        return code;
    }

    // Apart, so that its libraries are not loaded unless they are used: a command lives for a moment.
    private static async Task<ExitCode> Exported(string command, Func<Task<ExitCode>> run)
    {
        using var exporter = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("fleet-cli", serviceNamespace: "fleet"))
            .AddSource(Source.Name)
            .AddOtlpExporter()
            .Build();
        var code = await Traced(command, run);
        // A collector that is away does not hold the command up for long.
        exporter.Shutdown(Patience);
        return code;
    }
}
