using Fleet.Domain.Reconciling;

namespace Fleet.Jitsi.Probing;

/// <summary>Puts the attempts of one probe together.</summary>
public static class OutsideView
{
    /// <param name="certificate">Lower-case hex SHA-256 of the certificate that was verified.</param>
    /// <param name="member">Null when there is no probe account to log in with.</param>
    public static ProbeResult Of(
        DateTimeOffset at, string address, string? certificate,
        AnonymousAttempt host, AnonymousAttempt guest, MemberAttempt? member) => new(
        at,
        address,
        certificate,
        host.Login,
        guest.Login,
        member?.Login ?? MemberLogin.NotTried,
        $"domain: {host.Detail}. guest host: {guest.Detail}. member: {member?.Detail ?? "not tried, there is no probe account"}.");
}
