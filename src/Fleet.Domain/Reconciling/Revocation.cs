namespace Fleet.Domain.Reconciling;

/// <summary>What became of an account that nobody may use any more, as seen after it was taken away.</summary>
/// <param name="SessionsEnded">The sessions of its user that ended with it; null = the running Prosody did not say.</param>
/// <param name="SessionsAfter">Seconds from the beginning of the change until they were over.</param>
/// <param name="Login">What a login came to that a client began with that name afterwards.</param>
/// <param name="LoginAfter">Seconds from the beginning of the change until that was seen.</param>
/// <param name="LoginsForgotten">Whether Jicofo was restarted, which remembers logins where guests may join; null = no need.</param>
public sealed record Revocation(
    string User, int? SessionsEnded, double SessionsAfter, RevokedLogin Login, double LoginAfter, string Detail,
    bool? LoginsForgotten = null);

public enum RevokedLogin
{
    Refused,
    /// <summary>The server asked for the password: somebody who has it gets in.</summary>
    Begun,
    Unknown,
}
