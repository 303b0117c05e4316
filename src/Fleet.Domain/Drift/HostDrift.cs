using System.Globalization;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Drift;

/// <summary>Whether this is the machine that is meant, whether it is ours, and whether its services run.</summary>
internal static class HostDrift
{
    private const double ClockTolerance = 5;

    private const long LeastFreeKib = 64 * 1024;

    // to remove it opens a token host, to install it closes any other
    private const string Tokens = "jitsi-meet-tokens";

    public static IEnumerable<DriftItem> Of(DesiredServer desired, Observation observation, Restraints restraints) =>
        [.. Identity(desired, observation.Host, restraints), .. Hand(observation.Host), .. Version(desired, observation.Host),
            .. Clock(observation.Host), .. Held(desired, observation.Host), .. Notices(observation.Host), .. Packages(observation.Host, restraints),
            .. Services(observation)];

    private static IEnumerable<DriftItem> Identity(DesiredServer desired, HostFacts host, Restraints restraints)
    {
        if (restraints.MachineOf(desired.Incarnation) is { } known && host.MachineId is { } seen && seen != known)
        {
            yield return Item(
                DriftKind.HostIdentity, DriftSeverity.Critical, DriftSubject.Machine,
                $"machine {Printable.Clip(seen, 40)} answers, known is {Printable.Clip(known, 40)}; if it was re-installed: "
                + $"`fleet servers replace {desired.Name}`");
        }

        if (host.ServesDomain == false)
        {
            yield return Item(DriftKind.HostIdentity, DriftSeverity.Critical, DriftSubject.Domain,
                $"this host does not have the domain {desired.Domain}");
        }
        else if (host.ServesDomain is null)
        {
            yield return Item(DriftKind.Undetermined, DriftSeverity.High, DriftSubject.Domain,
                $"whether this host has the domain {desired.Domain} cannot be read");
        }

        if (OneOwner.Text(host, desired.Name) is { } others)
        {
            yield return Item(DriftKind.OtherOwner, DriftSeverity.High, DriftSubject.Owner, others);
        }
    }

    private static IEnumerable<DriftItem> Hand(HostFacts host)
    {
        var (severity, evidence) = (host.Program.State, host.Owner) switch
        {
            (HostProgramState.Missing, _) => (DriftSeverity.High, "fleet-host is not installed: `fleet servers prepare`"),
            (HostProgramState.Changed, _) => (DriftSeverity.High,
                "fleet-host is not the program that was installed: find out who changed it, then `fleet servers prepare`"),
            (HostProgramState.Old, _) =>
                (DriftSeverity.Medium, $"fleet-host {Printable.Clip(host.Program.Version, 20)} is old: `fleet servers prepare`"),
            (_, HostOwner.None) => (DriftSeverity.High, "fleet-host has no owner: `fleet servers prepare`"),
            _ => (DriftSeverity.Info, null),
        };
        if (evidence is not null)
        {
            yield return Item(DriftKind.HostProgram, severity, DriftSubject.Program, evidence);
        }
    }

    private static IEnumerable<DriftItem> Packages(HostFacts host, Restraints restraints)
    {
        if (restraints.Packages is not { } known || host.Packages is not { } seen)
        {
            return [];
        }

        return from name in known.Concat(seen).Select(p => p.Name).Distinct()
            let before = known.FirstOrDefault(p => p.Name == name)?.Version
            let now = seen.FirstOrDefault(p => p.Name == name)?.Version
            where before != now
            select Item(DriftKind.PackageChanged, name == Tokens ? DriftSeverity.High : DriftSeverity.Info, Printable.Clip(name, 60),
                $"{Printable.Clip(before ?? "not installed", 40)} became {Printable.Clip(now ?? "not installed", 40)}");
    }

    private static IEnumerable<DriftItem> Version(DesiredServer desired, HostFacts host)
    {
        if (!desired.Accepts(host))
        {
            yield return Item(DriftKind.UntestedVersion, DriftSeverity.High, DriftSubject.Prosody, UntestedVersion.Text(desired, host));
        }
    }

    private static IEnumerable<DriftItem> Held(DesiredServer desired, HostFacts host) => Hold.Of(host.Hold) is { } hold
        ? [Item(DriftKind.Held, DriftSeverity.Info, DriftSubject.Hold, HoldText.Of(hold, desired.Name))]
        : [];

    // what the way there and back may account for is no skew
    private static IEnumerable<DriftItem> Clock(HostFacts host)
    {
        if (host.ClockSkew is { } skew && Math.Abs(skew) - (host.ClockUncertainty ?? 0) > ClockTolerance)
        {
            yield return Item(DriftKind.Clock, DriftSeverity.Medium, DriftSubject.Clock, string.Create(CultureInfo.InvariantCulture,
                $"the host's clock is {Math.Abs(skew):0.0} s {(skew > 0 ? "fast" : "slow")}, give or take {host.ClockUncertainty ?? 0:0.0} s: "
                + $"`timedatectl` on the host says whether it is synchronised"));
        }
    }

    private static IEnumerable<DriftItem> Notices(HostFacts host)
    {
        foreach (var port in host.ExposedPorts ?? [])
        {
            yield return Item(DriftKind.ExposedPort, DriftSeverity.Medium, $"port {port}",
                $"other machines reach Prosody's port {port} past the web server");
        }

        foreach (var disk in (host.Disks ?? []).Where(d => d.FreeKib < LeastFreeKib))
        {
            yield return Item(DriftKind.DiskFull, DriftSeverity.High, Printable.Clip(disk.Path, 60),
                $"{disk.FreeKib} KiB are free: an account that is written may be lost");
        }

        foreach (var package in host.HeldPackages)
        {
            yield return Item(DriftKind.Held, DriftSeverity.Info, Printable.Clip(package, 60),
                "the package is on hold: it gets no updates");
        }

        if (host.PackageManager == PackageManagerState.Interrupted)
        {
            yield return Item(DriftKind.Held, DriftSeverity.Info, DriftSubject.PackageManager,
                "an installation was interrupted; changes wait until `dpkg --configure -a` is done");
        }
    }

    private static IEnumerable<DriftItem> Services(Observation observation) =>
        observation.Services.SelectMany(s => Service(s, s.Name == DriftSubject.Prosody));

    private static IEnumerable<DriftItem> Service(ServiceState service, bool isProsody)
    {
        var severity = isProsody ? DriftSeverity.Critical : DriftSeverity.High;
        switch (service.Status)
        {
            case ServiceStatus.Stopped or ServiceStatus.Failed or ServiceStatus.Masked:
            case ServiceStatus.NotInstalled when isProsody:
                yield return Item(DriftKind.ServiceDown, severity, service.Name, $"the service is {Word(service.Status)}");
                break;
            case ServiceStatus.Running when service.Enabled == false:
                yield return Item(DriftKind.ServiceDown, DriftSeverity.Medium, service.Name,
                    "the service runs, and would not start with the host");
                break;
            case ServiceStatus.Unknown:
                yield return Item(DriftKind.Undetermined, DriftSeverity.Medium, service.Name, "whether the service runs is not known");
                break;
        }
    }

    private static string Word(ServiceStatus status) => status switch
    {
        ServiceStatus.Failed => "failed",
        ServiceStatus.Masked => "masked",
        ServiceStatus.NotInstalled => "not installed",
        _ => "stopped",
    };

    private static DriftItem Item(DriftKind kind, DriftSeverity severity, string subject, string evidence) =>
        new(DriftLayer.Host, kind, severity, subject, evidence);
}
