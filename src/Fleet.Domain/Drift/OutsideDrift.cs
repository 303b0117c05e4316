using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;

namespace Fleet.Domain.Drift;

/// <summary>What a client without an account gets, against what was commanded.</summary>
internal static class OutsideDrift
{
    public static IEnumerable<DriftItem> Of(DesiredServer desired, ProbeResult? probe, DateTimeOffset now)
    {
        if (desired.AccessMode is not { } mode || probe is null)
        {
            return [];
        }

        if (now - probe.At > ProbeResult.Validity)
        {
            return [Item(DriftKind.Undetermined, DriftSeverity.Medium, DriftSubject.Outside,
                $"last seen from outside at {probe.At.Utc()}")];
        }

        return [.. Domain(mode, probe), .. mode == AccessMode.Open ? [] : Members(mode, probe)];
    }

    private static IEnumerable<DriftItem> Domain(AccessMode mode, ProbeResult probe)
    {
        var by = $"by {probe.Address} at {probe.At.Utc()}";
        switch (probe.Anonymous)
        {
            case AnonymousLogin.Accepted when mode != AccessMode.Open:
                yield return Item(DriftKind.OpenFromOutside, DriftSeverity.Critical, DriftSubject.Domain,
                    $"a client without an account was let in {by}");
                break;
            case AnonymousLogin.Refused when mode == AccessMode.Open:
                yield return Item(DriftKind.LoginRefused, DriftSeverity.High, DriftSubject.Domain,
                    $"a client without an account was refused {by}");
                break;
            case AnonymousLogin.NoSuchHost:
                yield return Item(DriftKind.LoginRefused, DriftSeverity.Critical, DriftSubject.Domain,
                    $"the domain is not served {by}: nobody gets in");
                break;
            case AnonymousLogin.Unknown:
                yield return Item(DriftKind.Undetermined, DriftSeverity.Medium, DriftSubject.Outside,
                    $"no clear answer {by}: {Printable.Clip(probe.Detail)}");
                break;
        }
    }

    private static IEnumerable<DriftItem> Members(AccessMode mode, ProbeResult probe)
    {
        if (mode == AccessMode.Members && probe.Guest == AnonymousLogin.Accepted)
        {
            yield return Item(DriftKind.OpenFromOutside, DriftSeverity.Critical, DriftSubject.Guests,
                $"a guest was let in by {probe.Address} at {probe.At.Utc()}");
        }

        if (probe.Member == MemberLogin.Refused)
        {
            yield return Item(
                DriftKind.LoginRefused, DriftSeverity.Critical, UserName.ProbeAccount,
                $"the probe account was refused by {probe.Address} at {probe.At.Utc()}: {Printable.Clip(probe.Detail)}");
        }
    }

    private static DriftItem Item(DriftKind kind, DriftSeverity severity, string subject, string evidence) =>
        new(DriftLayer.Outside, kind, severity, subject, evidence);
}
