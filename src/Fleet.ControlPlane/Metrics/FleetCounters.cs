using System.Diagnostics.Metrics;
using Fleet.ControlPlane.Commands;
using Fleet.Domain;

namespace Fleet.ControlPlane.Metrics;

/// <summary>What this node did since it started; the sum over the nodes is the fleet's.</summary>
public static class FleetCounters
{
    public const string MeterName = "Fleet.ControlPlane";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("fleet_commands_total", description: "Commands by type and what became of them");
    private static readonly Counter<long> Events = Meter.CreateCounter<long>("fleet_events_total", description: "Events that were committed");
    private static readonly Counter<long> Rejected = Meter.CreateCounter<long>("fleet_reports_rejected_total", description: "Reports that could not be used");

    public static void Command(string type, string result) => Commands.Add(1, new("type", type), new("result", result));

    /// <param name="types">One for each event.</param>
    public static void Committed(IEnumerable<string> types)
    {
        foreach (var type in types.CountBy(t => t))
            Events.Add(type.Value, new KeyValuePair<string, object?>("type", type.Key));
    }

    public static void Reject(int reports) => Rejected.Add(reports);

    /// <summary>A counter that begins at its first failure hides it: what did not happen yet is told as 0.</summary>
    public static void Begin()
    {
        Reject(0);
        foreach (var (_, alias) in DomainEvents.All)
            Events.Add(0, new KeyValuePair<string, object?>("type", alias));
        foreach (var type in CommandNames.All)
            foreach (var result in CommandResults.All)
                Commands.Add(0, new("type", type), new("result", result));
    }
}
