using System.Globalization;
using Fleet.Domain.Reconciling;

namespace Fleet.ControlPlane.Reconciling;

/// <summary>The proof of a revocation in words, or what it lacks.</summary>
public static class RevocationText
{
    private const int Most = 5;

    public static string Of(IReadOnlyCollection<Revocation> revocations) =>
        string.Join("; ", revocations.Take(Most).Select(Of)) + (revocations.Count > Most ? $"; and {revocations.Count - Most} more" : "");

    public static string Of(Revocation r) => $"{r.User}: {Sessions(r)}, {Login(r)}{Forgotten(r)}";

    private static string Sessions(Revocation r) => r.SessionsEnded switch
    {
        null => "whether sessions are over is not known",
        1 => $"1 session ended within {Seconds(r.SessionsAfter)}",
        { } count => $"{count} sessions ended within {Seconds(r.SessionsAfter)}",
    };

    private static string Login(Revocation r) => r.Login switch
    {
        RevokedLogin.Refused => $"a new login was refused after {Seconds(r.LoginAfter)} ({r.Detail})",
        RevokedLogin.Begun => $"a new login is still possible after {Seconds(r.LoginAfter)} ({r.Detail})",
        _ => $"a new login was not proven to fail ({r.Detail})",
    };

    private static string Forgotten(Revocation r) => r.LoginsForgotten switch
    {
        null => "",
        true => ", Jicofo was restarted and remembers no login",
        false => ", Jicofo was not restarted and may take the user for logged in for a day",
    };

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s");
}
