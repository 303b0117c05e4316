using System.Diagnostics.Metrics;

namespace Fleet.Worker.Ssh;

/// <summary>Connections to servers and jump hosts.</summary>
internal static class SshMetrics
{
    public const string MeterName = "Fleet.Worker.Ssh";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Made = Meter.CreateCounter<long>("fleet_ssh_connections_opened_total", description: "SSH connections that were logged in");
    private static readonly Counter<long> NotMade = Meter.CreateCounter<long>("fleet_ssh_connections_failed_total", description: "SSH connections that could not be made, by reason");
    private static readonly ObservableGauge<int> Now = Meter.CreateObservableGauge("fleet_ssh_connections", () => Volatile.Read(ref _open), description: "SSH connections that are open");
    private static int _open;

    public static void Opened()
    {
        Interlocked.Increment(ref _open);
        Made.Add(1);
    }

    /// <summary>What a connection can fail by, and did not yet.</summary>
    public static void Begin()
    {
        Made.Add(0);
        foreach (var reason in SshFailure.OfConnecting)
            NotMade.Add(0, new KeyValuePair<string, object?>("reason", reason));
    }

    public static void Closed() => Interlocked.Decrement(ref _open);

    public static void Failed(SshFailure failure) => NotMade.Add(1, new KeyValuePair<string, object?>("reason", failure.Code));
}
