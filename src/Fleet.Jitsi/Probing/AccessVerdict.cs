using Fleet.Domain.Reconciling;

namespace Fleet.Jitsi.Probing;

/// <summary>Who gets in, by all the evidence; what is missing or old makes it unknown, and only <see cref="Verdict.Locked"/> is green.</summary>
public static class AccessVerdict
{
    /// <param name="observation">Null when the host could not be looked at: the outside alone never proves it locked.</param>
    /// <param name="oldestProbe">A probe older than this proves nothing any more.</param>
    public static JudgedVerdict Judge(ProbeResult? probe, Observation? observation, DateTimeOffset now, TimeSpan oldestProbe)
    {
        if (probe is null) return new(Verdict.Unknown, "never probed from outside");
        var (verdict, why) = now - probe.At > oldestProbe
            ? (Verdict.Unknown, $"the last probe is {Seconds(now - probe.At)} old, more than {Seconds(oldestProbe)}")
            : FromOutside(probe, observation);
        return new(verdict, $"{why}; probed {probe.Address} ({Certificate(probe)}) at {probe.At:yyyy-MM-ddTHH:mm:ssZ}: {probe.Detail}");
    }

    private static (Verdict Verdict, string Why) FromOutside(ProbeResult probe, Observation? observation) => probe.Anonymous switch
    {
        AnonymousLogin.Accepted => (Verdict.Open, "anyone can log in without credentials"),
        _ when probe.Certificate is null => (Verdict.Unknown, "who answered from outside is not proven"),
        AnonymousLogin.Refused when AuthenticationProvider.IsAnonymous(observation?.InForce.Provider) =>
            (Verdict.Unknown, $"refused from outside, while `{observation!.InForce.Provider}` is in force: the probe met another machine"),
        AnonymousLogin.NoSuchHost => (Verdict.Unknown, "the server does not serve its domain"),
        AnonymousLogin.Refused => ThroughGuestHost(probe, observation),
        _ => (Verdict.Unknown, "the probe did not learn whether anyone can log in"),
    };

    private static (Verdict Verdict, string Why) ThroughGuestHost(ProbeResult probe, Observation? observation) => probe.Guest switch
    {
        AnonymousLogin.NoSuchHost or AnonymousLogin.Refused => OfMembers(probe, observation),
        AnonymousLogin.Accepted => (observation?.OnDisk.Jicofo ?? JicofoAuthentication.Unknown) switch
        {
            JicofoAuthentication.On => OfMembers(probe, observation),
            JicofoAuthentication.Off => (Verdict.Open, "guests log in without credentials, and Jicofo opens rooms without login"),
            _ => (Verdict.Unknown, "guests log in without credentials, and Jicofo's authentication is not proven on"),
        },
        _ => (Verdict.Unknown, "the probe did not learn whether the guest host is open"),
    };

    private static (Verdict Verdict, string Why) OfMembers(ProbeResult probe, Observation? observation) =>
        probe.Member != MemberLogin.Proven
            ? (Verdict.LockedLoginNotProven, "nobody gets in without login; that a member gets in is not proven")
        : observation?.InForce.SessionsWithoutLogin switch
        {
            null => (Verdict.Unknown, "nobody new gets in without login; how many such sessions are still there is not known"),
            0 => (Verdict.Locked, "nobody gets in without login, a member does"),
            { } old => (Verdict.LockedOldSessions, $"nobody new gets in without login; {Sessions(old)} that came in before still there"),
        };

    private static string Sessions(int count) => count == 1 ? "1 session" : $"{count} sessions";

    private static string Seconds(TimeSpan time) => $"{(long)time.TotalSeconds} s";

    private static string Certificate(ProbeResult probe) =>
        probe.Certificate is null ? "no certificate" : $"certificate sha256:{probe.Certificate}";
}
