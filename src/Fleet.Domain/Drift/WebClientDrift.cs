using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Drift;

/// <summary>Where the web client's config.js sends browsers without an account.</summary>
internal static class WebClientDrift
{
    public static IEnumerable<DriftItem> Of(DesiredServer desired, AccessMode mode, OnDisk disk)
    {
        var guest = GuestPlan.HostOf(desired);
        return disk switch
        {
            { WebClient.Determined: false } => [Item(DriftKind.Undetermined, DriftSeverity.Medium,
                $"where the web client sends guests cannot be determined: {Printable.Clip(disk.WebClient.Problem)}")],
            { AnonymousDomain: { } domain, GuestHost: GuestHost.Absent } when mode != AccessMode.Guests || domain != guest =>
                [Item(DriftKind.AnonymousDomain, DriftSeverity.Critical,
                    $"the web client connects to `{Printable.Clip(domain)}`, which Prosody does not serve: nobody gets in")],
            { AnonymousDomain: { } domain } when mode == AccessMode.Members => [Item(DriftKind.AnonymousDomain, DriftSeverity.High,
                $"the web client sends browsers without an account to `{Printable.Clip(domain)}`")],
            { AnonymousDomain: not null, Guests.Ours: true } when mode == AccessMode.Open => [Item(DriftKind.AnonymousDomain,
                DriftSeverity.Medium, "the web client still sends browsers to the virtual host that Fleet made for guests")],
            { AnonymousDomain: { } domain } when mode == AccessMode.Guests && domain != guest =>
                [Item(DriftKind.AnonymousDomain, DriftSeverity.High,
                    $"the web client sends guests to `{Printable.Clip(domain)}`, commanded is `{guest}`")],
            { WebClient: null } when mode == AccessMode.Guests => [Item(DriftKind.Undetermined, DriftSeverity.Medium,
                $"the web client's config.js is not on this host: it must say `anonymousdomain: '{guest}'`")],
            { AnonymousDomain: null } when mode == AccessMode.Guests => [Item(DriftKind.AnonymousDomain, DriftSeverity.Medium,
                $"the web client asks every guest to log in: `anonymousdomain: '{guest}'` is missing")],
            _ => [],
        };
    }

    private static DriftItem Item(DriftKind kind, DriftSeverity severity, string evidence) =>
        new(DriftLayer.OnDisk, kind, severity, DriftSubject.WebClient, evidence);
}
