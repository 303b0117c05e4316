using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Drift;

/// <summary>The virtual host where guests log in without an account, on disk and in force.</summary>
internal static class GuestHostDrift
{
    public static IEnumerable<DriftItem> OnDisk(AccessMode mode, OnDisk disk)
    {
        var state = disk.Guests?.State ?? disk.GuestHost;
        return (mode, state) switch
        {
            (AccessMode.Guests, _) => Wanted(state, disk.Guests?.Problem),
            (_, GuestHost.Anonymous) => [Open(mode, DriftSubject.GuestHost), .. OfOthers(mode, disk)],
            (AccessMode.Members, GuestHost.Unknown) => [OnDisk(DriftKind.Undetermined, DriftSeverity.High,
                "whether a virtual host lets guests in cannot be determined"), .. OfOthers(mode, disk)],
            _ => OfOthers(mode, disk),
        };
    }

    public static IEnumerable<DriftItem> InForce(AccessMode mode, Observation observation)
    {
        var force = observation.InForce;
        return mode switch
        {
            AccessMode.Members when force.GuestHostActive == true => [InForce(DriftSeverity.Critical, "a virtual host for guests is served")
                with { Subject = AuthenticationProvider.IsAnonymous(force.GuestHostProvider ?? AuthenticationProvider.Anonymous)
                    ? DriftSubject.GuestHostInForce : DriftSubject.Guests }],
            AccessMode.Open when GuestPlan.IsLeftInForce(observation) =>
                [InForce(DriftSeverity.Medium, "the virtual host for guests is still served, and not on disk any more")],
            AccessMode.Guests when force.GuestHostProvider is { } provider && !AuthenticationProvider.IsAnonymous(provider) =>
                [InForce(DriftSeverity.High, provider == Reconciling.InForce.NotServed
                    ? "the virtual host for guests is not served: guests cannot join"
                    : $"the virtual host for guests wants a login (`{Printable.Clip(provider)}`): guests cannot join")],
            _ => [],
        };
    }

    private static IEnumerable<DriftItem> Wanted(GuestHost found, string? problem) => found switch
    {
        GuestHost.Anonymous => [],
        GuestHost.Absent => [OnDisk(DriftKind.GuestHost, DriftSeverity.High, "there is no virtual host for guests: they cannot join")],
        GuestHost.Closed => [OnDisk(DriftKind.GuestHost, DriftSeverity.High,
            "the virtual host for guests wants a login: they cannot join")],
        _ => [OnDisk(DriftKind.Undetermined, DriftSeverity.High,
            $"whether the virtual host for guests lets them in cannot be determined: {Printable.Clip(problem)}")],
    };

    private static IEnumerable<DriftItem> OfOthers(AccessMode mode, OnDisk disk) =>
        (disk.Guests?.Others ?? []).Select(host => Open(mode, Printable.Clip(host, 100)));

    private static DriftItem Open(AccessMode mode, string subject) => new(DriftLayer.OnDisk, DriftKind.GuestHost,
        mode == AccessMode.Members ? DriftSeverity.Critical : DriftSeverity.Medium, subject,
        "a virtual host for guests lets anybody in");

    private static DriftItem OnDisk(DriftKind kind, DriftSeverity severity, string evidence) =>
        new(DriftLayer.OnDisk, kind, severity, DriftSubject.GuestHost, evidence);

    private static DriftItem InForce(DriftSeverity severity, string evidence) =>
        new(DriftLayer.InForce, DriftKind.GuestHost, severity, DriftSubject.GuestHostInForce, evidence);
}
