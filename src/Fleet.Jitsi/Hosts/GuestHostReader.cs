using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Lua;
using Fleet.Jitsi.Probing;
using Wire = Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

/// <summary>Other virtual hosts that let anybody in: whatever their name, BOSH at the domain's address reaches them.</summary>
internal static class GuestHostReader
{
    public static GuestHost OnDisk(HostView view)
    {
        var guest = GuestHosts.Of(view.Domain);
        var others = Others(view).Distinct().ToList();
        if (others.Exists(host => IsEnabled(view, host) && AuthenticationProvider.IsAnonymous(view.Text(host, "authentication"))))
            return GuestHost.Anonymous;
        return view.Config?.HasVirtualHost(guest) switch
        {
            true when !IsEnabled(view, guest) => GuestHost.Absent,
            true => view.Text(guest, "authentication") is null ? GuestHost.Unknown : GuestHost.Closed,
            false => GuestHost.Absent,
            null => GuestHost.Unknown,
        };
    }

    public static bool IsActive(HostView view, Wire.InForce.Known known) =>
        known.Hosts.Any(h => h.Kind == ActiveHostKind.Local && h.Name != view.Domain && AuthenticationProvider.IsAnonymous(h.Provider));

    private static IEnumerable<string> Others(HostView view) =>
        view.Config?.Sections.Where(s => s.Kind == HostSectionKind.VirtualHost && s.Host != view.Domain).Select(s => s.Host) ?? [];

    private static bool IsEnabled(HostView view, string host) =>
        view.Option(host, "enabled") is not OptionReading.Set { Value: ConfigValue.Boolean { Value: false } };
}
