using Fleet.Telemetry;
using Fleet.Worker.Probing;
using Fleet.Worker.Reconciling;
using Fleet.Worker.Ssh;
using Fleet.Worker.Work;

namespace Fleet.Worker;

/// <summary>From FLEET_* in the environment and appsettings.json; sections are joined by __ (FLEET_Lease__Length).</summary>
public sealed class WorkerOptions
{
    /// <summary>A connection string; its login is this worker's alone. FLEET_Database_FILE names a file that holds it.</summary>
    public string? Database { get; set; }

    /// <summary>The directory that `fleet-worker init` wrote.</summary>
    public string? Keys { get; set; }

    /// <summary>Where this worker remembers the host keys that it has accepted.</summary>
    public string? State { get; set; }

    /// <summary>Where /metrics, /health/live and /health/ready are; empty = nowhere.</summary>
    public string? MetricsUrl { get; set; }

    internal TelemetryOptions Telemetry => TelemetryOptions.From("fleet-worker", MetricsUrl, "http://127.0.0.1:7422");

    public LeaseOptions Lease { get; set; } = new();

    public ReconcilingOptions Reconciling { get; set; } = new();

    public ProbingOptions Probing { get; set; } = new();

    public SshOptions Ssh { get; set; } = new();
}
