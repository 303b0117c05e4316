using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Drift;

/// <summary>
/// Who may open a room by Jicofo. It looks only at the domain of who asks: with guests it is the one lock, without them a second one.
/// </summary>
internal static class JicofoDrift
{
    public static IEnumerable<DriftItem> OnDisk(AccessMode mode, OnDisk disk) => disk switch
    {
        { JicofoFiles.Invalid: true } => [OnDisk(DriftKind.ConfigInvalid, DriftSeverity.High,
            $"Jicofo would not start again: {Printable.Clip(disk.JicofoFiles.Problem)}")],
        { JicofoFiles.Installed: false } when mode == AccessMode.Guests => [OnDisk(DriftKind.Undetermined, DriftSeverity.High,
            "Jicofo is not on this host: whether it keeps guests from opening rooms cannot be proven")],
        { JicofoFiles.Installed: false } => [],
        { Jicofo: JicofoAuthentication.Unknown or JicofoAuthentication.Off, JicofoFiles: null } when mode != AccessMode.Guests => [],
        { Jicofo: JicofoAuthentication.Unknown } when mode != AccessMode.Open => [OnDisk(DriftKind.Undetermined,
            mode == AccessMode.Guests ? DriftSeverity.High : DriftSeverity.Medium,
            $"whether Jicofo wants a login cannot be determined: {Printable.Clip(disk.JicofoFiles?.Problem)}")],
        { Provider.Value: "token", Jicofo: JicofoAuthentication.On } => [OnDisk(DriftKind.JicofoAuth, DriftSeverity.High,
            "Jicofo wants a login of its own, which must be off where tokens are the login")],
        _ when Difference(mode, disk.Jicofo) is var (severity, text) =>
            [OnDisk(DriftKind.JicofoAuth, severity, text + From(disk.JicofoFiles))],
        _ when mode == AccessMode.Open && disk.JicofoFiles is { Ours: true } => [OnDisk(DriftKind.JicofoAuth, DriftSeverity.Medium,
            "Fleet's own line is still in jicofo.conf")],
        _ => [],
    };

    public static IEnumerable<DriftItem> InForce(AccessMode mode, Observation observation)
    {
        if (observation.IsDown(DriftSubject.Jicofo))
        {
            return [];
        }

        return observation.InForce.Jicofo switch
        {
            null or { Authentication: JicofoAuthentication.Unknown } when mode == AccessMode.Guests => [InForce(DriftKind.Undetermined,
                DriftSeverity.High, $"whether the running Jicofo wants a login is not known: "
                + Printable.Clip(observation.InForce.Jicofo?.Problem ?? "it was not asked"))],
            { } jicofo when Difference(mode, jicofo.Authentication) is var (severity, text) => [InForce(DriftKind.JicofoAuth, severity,
                text + (severity == DriftSeverity.Medium ? "; in force with its next restart, or `--activate restart`" : ""))],
            _ => [],
        };
    }

    private static (DriftSeverity Severity, string Text)? Difference(AccessMode mode, JicofoAuthentication found) => (found, mode) switch
    {
        (JicofoAuthentication.Off, AccessMode.Guests) => (DriftSeverity.Critical, "Jicofo lets anybody open a room, guests too"),
        (JicofoAuthentication.Off, AccessMode.Members) => (DriftSeverity.Medium,
            "Jicofo wants no login of its own: anybody can make it allocate rooms, which nobody without login can join"),
        (JicofoAuthentication.OtherDomain, _) => (DriftSeverity.Critical,
            "Jicofo wants a login of another domain, so nobody can open a room"),
        (JicofoAuthentication.OtherType, _) => (DriftSeverity.Critical, "Jicofo wants a login of another kind, so nobody can open a room"),
        _ => null,
    };

    private static string From(JicofoReading? reading) => reading?.Source switch
    {
        null => "",
        JicofoSource.File => " (jicofo.conf)",
        JicofoSource.Legacy => " (sip-communicator.properties, which overrides jicofo.conf)",
        _ => " (JAVA_SYS_PROPS, which overrides jicofo.conf)",
    };

    private static DriftItem OnDisk(DriftKind kind, DriftSeverity severity, string evidence) =>
        new(DriftLayer.OnDisk, kind, severity, DriftSubject.Jicofo, evidence);

    private static DriftItem InForce(DriftKind kind, DriftSeverity severity, string evidence) =>
        new(DriftLayer.InForce, kind, severity, DriftSubject.JicofoInForce, evidence);
}
