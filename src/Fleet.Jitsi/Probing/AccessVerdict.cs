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
        AnonymousLogin.Accepted => Open(observation),
        _ when probe.Certificate is null => (Verdict.Unknown, "who answered from outside is not proven"),
        AnonymousLogin.Refused when AuthenticationProvider.IsAnonymous(observation?.InForce.Provider) =>
            (Verdict.Unknown, $"refused from outside, while `{observation!.InForce.Provider}` is in force: the probe met another machine"),
        AnonymousLogin.NoSuchHost => (Verdict.Unknown, "the server does not serve its domain"),
        AnonymousLogin.Refused => Closed(probe, observation),
        _ => (Verdict.Unknown, "the probe did not learn whether anyone can log in"),
    };

    private static (Verdict Verdict, string Why) Open(Observation? observation) => (Verdict.Open, observation?.OnDisk.EmptyTokens == true
        ? "anyone can log in without credentials, with an empty token (`allow_empty_token`)"
        : RoomCreation.Of(Door.Open, Door.Unknown, Jicofo(observation).State, null).Why);

    private static (Verdict Verdict, string Why) Closed(ProbeResult probe, Observation? observation)
    {
        var (jicofo, from) = Jicofo(observation);
        var (who, why) = RoomCreation.Of(Door.Closed, Guests(probe, observation), jicofo, observation?.OnDisk.AnonymousDomain);
        return who switch
        {
            RoomCreators.AnybodyAsGuest => (Verdict.Open, $"{why} ({from})"),
            RoomCreators.Unknown => (Verdict.Unknown, why),
            _ when observation?.OnDisk.RegistrationOpen == true =>
                (Verdict.Open, "anybody can make an account and log in with it (`allow_registration` in its files)"),
            RoomCreators.Nobody => (Verdict.LockedLoginNotProven, $"{why} ({from})"),
            RoomCreators.NobodyConnects => (Verdict.LockedLoginNotProven, $"{why} (config.js)"),
            RoomCreators.MembersBeforeGuests => OfMembers($"{why} ({from})", probe, observation),
            _ => OfMembers(why, probe, observation),
        };
    }

    private static Door Guests(ProbeResult probe, Observation? observation) => probe.Guest switch
    {
        AnonymousLogin.Accepted => Door.Open,
        // one of another name: it is reached from outside, too
        not AnonymousLogin.Unknown when observation?.InForce.GuestHostActive == true => Door.Open,
        AnonymousLogin.NoSuchHost => Door.Absent,
        AnonymousLogin.Refused => Door.Closed,
        _ => Door.Unknown,
    };

    // only the running one proves a lock; files that set none are reason enough not to trust
    private static (JicofoAuthentication State, string From) Jicofo(Observation? observation) => observation switch
    {
        { InForce.Jicofo: { Authentication: not JicofoAuthentication.Unknown } jicofo } => (jicofo.Authentication, "by the running Jicofo"),
        { OnDisk.Jicofo: JicofoAuthentication.Off } => (JicofoAuthentication.Off, "by Jicofo's files"),
        _ => (JicofoAuthentication.Unknown, "nothing is known of Jicofo"),
    };

    private static (Verdict Verdict, string Why) OfMembers(string why, ProbeResult probe, Observation? observation) =>
        probe.Member != MemberLogin.Proven
            ? (Verdict.LockedLoginNotProven, $"{why}; that a member gets in is not proven")
        : observation?.InForce.SessionsWithoutLogin switch
        {
            null => (Verdict.Unknown, $"{why}; how many sessions without one are still there is not known"),
            0 when observation.OnDisk.RegistrationOpen is null =>
                (Verdict.Unknown, $"{why}; whether anybody may make an account (`allow_registration`) cannot be determined"),
            0 => (Verdict.Locked, $"{why}, a member does"),
            { } old => (Verdict.LockedOldSessions, $"{why}; {Sessions(old)} that came in before still there"),
        };

    private static string Sessions(int count) => count == 1 ? "1 session" : $"{count} sessions";

    private static string Seconds(TimeSpan time) => $"{(long)time.TotalSeconds} s";

    private static string Certificate(ProbeResult probe) =>
        probe.Certificate is null ? "no certificate" : $"certificate sha256:{probe.Certificate}";
}
