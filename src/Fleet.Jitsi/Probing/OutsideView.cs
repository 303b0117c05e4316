using System.Collections.Immutable;
using Fleet.Domain.Reconciling;

namespace Fleet.Jitsi.Probing;

/// <summary>
/// Puts the attempts of one probe together. Where addresses or transports disagree, the more open one is the result, and is named.
/// </summary>
public static class OutsideView
{
    /// <param name="addresses">At least one; the first is the probe address.</param>
    /// <param name="member">Null when there is no probe account to log in with.</param>
    /// <param name="note">What else is to be said of the addresses.</param>
    public static ProbeResult Of(
        DateTimeOffset at, ImmutableArray<AddressAttempts> addresses, MemberAttempt? member, string? note = null)
    {
        WayIn[] ways = [.. addresses.SelectMany(WayIn.Of)];
        var (domain, guest) = (WayIn.MostOpen(ways, a => a.Domain), WayIn.MostOpen(ways, a => a.Guest));
        var decisive = Differs(ways[0], domain, a => a.Domain) || !Differs(ways[0], guest, a => a.Guest) ? domain : guest;
        return new(
            at,
            decisive.Shown,
            decisive.At.Certificate,
            domain.Attempts.Domain.Login,
            guest.Attempts.Guest.Login,
            member?.Login ?? MemberLogin.NotTried,
            $"domain: {WayIn.Told(ways, a => a.Domain)}. guest host: {WayIn.Told(ways, a => a.Guest)}. "
            + $"member: {member?.Detail ?? "not tried, there is no probe account"}.{(note is null ? "" : $" {note}.")}",
            [.. addresses.Select(Result)]);
    }

    private static bool Differs(WayIn first, WayIn other, Func<TransportAttempts, AnonymousAttempt> of) =>
        of(first.Attempts).Login != of(other.Attempts).Login;

    private static AddressProbe Result(AddressAttempts at) => new(
        at.Address, at.Certificate, at.Bosh.Domain.Login, at.WebSocket.Domain.Login,
        Openness.MostOpen(at.Bosh.Guest.Login, at.WebSocket.Guest.Login));
}
