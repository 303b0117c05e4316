using System.Text;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Scram;

namespace Fleet.Jitsi.Probing;

/// <summary>What beginning to log in under a name came to.</summary>
public sealed record RevokedLoginAttempt(RevokedLogin Login, string Detail);

/// <summary>
/// Begins to log in with SCRAM under a name, without a password: the server tells an account that it lets nobody use by refusing at once,
/// and asks for the proof of one that it does.
/// </summary>
public static class RevokedLoginProbe
{
    /// <param name="requestId">Random, at most 2^52.</param>
    /// <param name="nonce">Random, printable ASCII without comma, at least 18 characters, used once.</param>
    public static ProbeStep<RevokedLoginAttempt> Start(string host, long requestId, string user, ScramHash hash, string nonce) =>
        Conversation.Open(
            new BoshSession(host, requestId),
            (session, mechanisms) => mechanisms.Contains(hash.Mechanism())
                ? Begin(session, user, hash, nonce)
                : Close(session, NotAsked(hash)),
            Unknown);

    private static ProbeStep<RevokedLoginAttempt> Begin(ProbeSession session, string user, ScramHash hash, string nonce)
    {
        var first = Convert.ToBase64String(Encoding.UTF8.GetBytes(ScramClient.FirstOf(user, nonce)));
        return Conversation.Say(session, s => s.Authenticate(hash.Mechanism(), first), (s, answer) => Close(s, Judge(answer)));
    }

    private static RevokedLoginAttempt Judge(ProbeAnswer answer) => answer switch
    {
        ProbeAnswer.Failure { IsRefusal: true } failure => new(RevokedLogin.Refused, $"{failure}"),
        ProbeAnswer.Challenge => new(RevokedLogin.Begun, "the server asks for the password"),
        _ => Unknown(answer),
    };

    private static RevokedLoginAttempt NotAsked(ScramHash hash) =>
        new(RevokedLogin.Unknown, $"{hash.Mechanism()} is not offered: no account is asked for there");

    private static RevokedLoginAttempt Unknown(ProbeAnswer answer) => answer switch
    {
        ProbeAnswer.Failure failure => new(RevokedLogin.Unknown, $"the server could not tell ({failure})"),
        ProbeAnswer.NoSuchHost none => new(RevokedLogin.Unknown, none.Detail),
        ProbeAnswer.NotUnderstood strange => new(RevokedLogin.Unknown, strange.Detail),
        _ => new(RevokedLogin.Unknown, "the server left the order of SASL"),
    };

    private static ProbeStep<RevokedLoginAttempt> Close(ProbeSession session, RevokedLoginAttempt outcome) =>
        Conversation.Close(session, outcome);
}
