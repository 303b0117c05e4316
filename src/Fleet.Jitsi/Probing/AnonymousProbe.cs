using Fleet.Domain.Reconciling;

namespace Fleet.Jitsi.Probing;

/// <summary>Tries to come in without credentials. The session is closed before it binds a name or joins anything.</summary>
public static class AnonymousProbe
{
    /// <param name="host">The XMPP host asked for: the server's domain, or the guest host behind the same address.</param>
    /// <param name="requestId">Random, at most 2^52.</param>
    public static ProbeStep<AnonymousAttempt> Start(string host, long requestId) =>
        Conversation.Open(host, requestId, Authenticate, Judge);

    private static ProbeStep<AnonymousAttempt> Authenticate(BoshSession session, IReadOnlyList<string> mechanisms) =>
        Conversation.Say(session, s => s.Authenticate("ANONYMOUS", null), (s, answer) => Conversation.Close(s, Judge(answer, mechanisms)));

    private static AnonymousAttempt Judge(BoshAnswer answer, IReadOnlyList<string> mechanisms) => answer is BoshAnswer.Failure failure
        ? new(failure.IsRefusal ? AnonymousLogin.Refused : AnonymousLogin.Unknown, Describe(failure, mechanisms))
        : Judge(answer);

    private static AnonymousAttempt Judge(BoshAnswer answer) => answer switch
    {
        BoshAnswer.Success => new(AnonymousLogin.Accepted, "ANONYMOUS accepted"),
        BoshAnswer.NoSuchHost none => new(AnonymousLogin.NoSuchHost, none.Detail),
        BoshAnswer.NotUnderstood strange => new(AnonymousLogin.Unknown, strange.Detail),
        _ => new(AnonymousLogin.Unknown, "the server did not answer ANONYMOUS with success or failure"),
    };

    private static string Describe(BoshAnswer.Failure failure, IReadOnlyList<string> mechanisms) => mechanisms.Count == 0
        ? $"ANONYMOUS refused ({failure}); no way to log in is offered at all"
        : $"ANONYMOUS refused ({failure}); offered: {string.Join(", ", mechanisms)}";
}
