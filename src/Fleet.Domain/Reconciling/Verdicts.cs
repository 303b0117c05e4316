namespace Fleet.Domain.Reconciling;

/// <summary>From what was seen to one word. Open needs one proof; locked needs all of them.</summary>
public static class Verdicts
{
    /// <summary>Three intervals of the outside probe: after two missed ones its result proves nothing any more.</summary>
    public static readonly TimeSpan ProbeIsFresh = TimeSpan.FromMinutes(15);

    public static JudgedVerdict Judge(Observation? observation, ProbeResult? probe, DateTimeOffset now)
    {
        if (probe is null || now - probe.At > ProbeIsFresh)
        {
            return new(Verdict.Unknown, probe is null ? "not probed from outside" : $"last probed from outside at {probe.At.Utc()}, which is too long ago");
        }

        var (verdict, reason) = Weigh(observation, probe);
        return new(verdict, $"{reason}; probed {probe.Address} at {probe.At.Utc()}, certificate {probe.Certificate ?? "not verified"}");
    }

    private static (Verdict Verdict, string Reason) Weigh(Observation? observation, ProbeResult probe) => (probe, observation?.InForce) switch
    {
        ({ Anonymous: AnonymousLogin.Accepted }, _) => (Verdict.Open, "a client without an account was let in"),
        ({ Guest: AnonymousLogin.Accepted }, _) when observation?.OnDisk.Jicofo != JicofoAuthentication.On =>
            (Verdict.Open, "a client without an account was let in as guest, and Jicofo's authentication is not proven on"),
        ({ Anonymous: not AnonymousLogin.Refused }, _) => (Verdict.Unknown, $"no clear answer from outside: {probe.Detail}"),
        ({ Guest: AnonymousLogin.Unknown }, _) => (Verdict.Unknown, $"no clear answer for guests from outside: {probe.Detail}"),
        ({ Certificate: null }, _) => (Verdict.Unknown, "who answered from outside is not proven"),
        (_, null) => (Verdict.Unknown, "refused from outside, but the host itself was not seen"),
        (_, { Provider: null } force) => (Verdict.Unknown, $"refused from outside, but what is in force on the host is not known: {force.Problem}"),
        (_, { } force) when AuthenticationProvider.IsAnonymous(force.Provider) =>
            (Verdict.Unknown, $"refused from outside, but `{force.Provider}` is in force on the host: the probe may have met another machine"),
        ({ Member: not MemberLogin.Proven }, _) => (Verdict.LockedLoginNotProven, "refused without an account; that a member can log in is not proven"),
        (_, { SessionsWithoutLogin: null }) => (Verdict.Unknown, "refused without an account; whether older sessions without login go on is not known"),
        (_, { SessionsWithoutLogin: > 0 } force) =>
            (Verdict.LockedOldSessions, $"refused without an account, a member logged in; {force.SessionsWithoutLogin} sessions without login from before go on"),
        _ => (Verdict.Locked, "refused without an account, a member logged in"),
    };
}
