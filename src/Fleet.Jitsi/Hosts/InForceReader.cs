using Fleet.Jitsi.Host;
using InForce = Fleet.Domain.Reconciling.InForce;
using Wire = Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

internal static class InForceReader
{
    public static InForce Read(HostView view) => view.Reply.InForce switch
    {
        Wire.InForce.Known known => Read(view, known),
        Wire.InForce.Unknown unknown => InForce.Unknown(Describe(unknown.Reason)) with
        {
            StartedAt = view.Reply.Process?.StartedAt,
            Jicofo = JicofoReader.InForce(view),
        },
        var other => throw new InvalidOperationException($"unknown {other.GetType().Name}"),
    };

    /// <summary>The provider in force; null when it is not known, or the domain is not served.</summary>
    public static string? Provider(HostView view) => Active(view)?.Provider;

    public static bool IsActive(HostView view) => Active(view) is not null;

    private static ActiveHost? Active(HostView view) =>
        (view.Reply.InForce as Wire.InForce.Known)?.Hosts.FirstOrDefault(h => h.Name == view.Domain && h.Kind == ActiveHostKind.Local);

    private static InForce Read(HostView view, Wire.InForce.Known known)
    {
        // a host that is not active has no sessions; one whose provider did not load lets nobody in
        var sessions = known.Sessions ?? new(0, 0);
        var rooms = known.Mucs.FirstOrDefault(m => m.Component == $"conference.{view.Domain}");
        return new(
            Provider(view) ?? InForce.NotServed,
            GuestHostReader.IsActive(view, known),
            sessions.Total,
            sessions.WithoutLogin,
            rooms?.Rooms,
            rooms?.Occupants,
            view.Reply.Process?.StartedAt,
            Problem: null,
            JicofoReader.InForce(view),
            GuestHostReader.InForce(view, known));
    }

    private static string Describe(InForceGap gap) => gap switch
    {
        InForceGap.NotRunning => "Prosody does not run",
        InForceGap.NoShell => "this Prosody has no shell to ask",
        InForceGap.TimedOut => "Prosody's shell did not answer in time",
        _ => "Prosody's shell gave no usable answer",
    };
}
