using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Lua;
using Fleet.Jitsi.Probing;
using Wire = Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Hosts;

/// <summary>Other virtual hosts that let anybody in: whatever their name, BOSH at the domain's address reaches them.</summary>
internal static class GuestHostReader
{
    private const string Provider = "authentication";

    public static GuestHost OnDisk(HostView view) => Others(view).Any() ? GuestHost.Anonymous : State(view, GuestHosts.Of(view.Domain));

    public static GuestHostReading Read(HostView view)
    {
        var guest = GuestHosts.Of(view.Domain);
        var section = view.Config?.Sections.LastOrDefault(s => s.Kind == HostSectionKind.VirtualHost && s.Host == guest);
        return new(
            State(view, guest),
            view.Text(guest, Provider),
            section is not null && IsOurs(view, section),
            ProviderReader.Literal(view, guest) is not null,
            section is null ? null : ConfigPaths.Short(section.Place.ToString()),
            view.Option(guest, Provider) is OptionReading.CannotDetermine doubt ? ConfigPaths.Short(doubt.Reason) : null,
            [.. Others(view).Where(host => host != guest)]);
    }

    public static bool IsActive(HostView view, Wire.InForce.Known known) =>
        known.Hosts.Any(h => h.Kind == ActiveHostKind.Local && h.Name != view.Domain && AuthenticationProvider.IsAnonymous(h.Provider));

    /// <summary>The provider that serves the host for guests, or that none does.</summary>
    public static string InForce(HostView view, Wire.InForce.Known known) =>
        known.Hosts.FirstOrDefault(h => h.Kind == ActiveHostKind.Local && h.Name == GuestHosts.Of(view.Domain))?.Provider
            ?? Fleet.Domain.Reconciling.InForce.NotServed;

    private static GuestHost State(HostView view, string host) => view.Config?.HasVirtualHost(host) switch
    {
        true when !IsEnabled(view, host) => GuestHost.Absent,
        true when view.Text(host, Provider) is { } provider =>
            AuthenticationProvider.IsAnonymous(provider) ? GuestHost.Anonymous : GuestHost.Closed,
        false => GuestHost.Absent,
        _ => GuestHost.Unknown,
    };

    private static IEnumerable<string> Others(HostView view) =>
        (view.Config?.Sections ?? [])
            .Where(s => s.Kind == HostSectionKind.VirtualHost && s.Host != view.Domain).Select(s => s.Host).Distinct()
            .Where(host => IsEnabled(view, host) && AuthenticationProvider.IsAnonymous(view.Text(host, Provider)));

    private static bool IsEnabled(HostView view, string host) =>
        view.Option(host, "enabled") is not OptionReading.Set { Value: ConfigValue.Boolean { Value: false } };

    // as far as it is shown; whether it is so byte for byte is checked where its bytes are
    private static bool IsOurs(HostView view, HostSection section)
    {
        var (file, provider) = (ConfigPaths.LoadedFile(section.Host), view.Text(section.Host, Provider));
        return section.Place.File == file && view.File(file) is { Kind: ConfigFileKind.Link, Masked: { } masked } link
            && link.Target == ConfigPaths.AvailableFile(section.Host) && Made(section.Host, provider) is var made
            && masked.Length == made.Length && masked.Zip(made).All(c => c.First == c.Second || c.First is '*' or '_');
    }

    private static string Made(string host, string? provider) =>
        $"-- Made by Fleet, which removes it again as long as it is as it was made.\nVirtualHost \"{host}\"\n"
        + $"    authentication = \"{provider}\"\n    c2s_require_encryption = false\n";
}
