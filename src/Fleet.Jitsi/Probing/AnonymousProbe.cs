using Fleet.Domain.Reconciling;

namespace Fleet.Jitsi.Probing;

/// <summary>Tries to come in without credentials. The session is closed before it binds a name or joins anything.</summary>
public static class AnonymousProbe
{
    /// <param name="host">The XMPP host asked for: the server's domain, or the guest host behind the same address.</param>
    /// <param name="requestId">Random, at most 2^52.</param>
    public static ProbeStep<AnonymousAttempt> Start(string host, long requestId) =>
        Conversation.Open(new BoshSession(host, requestId), Authenticate, Judge);

    /// <summary>The same over WebSocket.</summary>
    public static ProbeStep<AnonymousAttempt> OverWebSocket(string host) =>
        Conversation.Open(new WebSocketSession(host), Authenticate, Judge);

    private static ProbeStep<AnonymousAttempt> Authenticate(ProbeSession session, IReadOnlyList<string> mechanisms) =>
        Conversation.Say(session, s => s.Authenticate("ANONYMOUS", null), (s, answer) => Conversation.Close(s, Judge(answer, mechanisms)));

    private static AnonymousAttempt Judge(ProbeAnswer answer, IReadOnlyList<string> mechanisms) => answer is ProbeAnswer.Failure failure
        ? new(failure.IsRefusal ? AnonymousLogin.Refused : AnonymousLogin.Unknown, Describe(failure, mechanisms))
        : Judge(answer);

    private static AnonymousAttempt Judge(ProbeAnswer answer) => answer switch
    {
        ProbeAnswer.Success => new(AnonymousLogin.Accepted, "ANONYMOUS accepted"),
        ProbeAnswer.NoSuchHost none => new(AnonymousLogin.NoSuchHost, none.Detail),
        ProbeAnswer.NotUnderstood strange => new(AnonymousLogin.Unknown, strange.Detail),
        _ => new(AnonymousLogin.Unknown, "the server did not answer ANONYMOUS with success or failure"),
    };

    private static string Describe(ProbeAnswer.Failure failure, IReadOnlyList<string> mechanisms) => mechanisms.Count == 0
        ? $"ANONYMOUS refused ({failure}); no way to log in is offered at all"
        : $"ANONYMOUS refused ({failure}); offered: {string.Join(", ", mechanisms)}";
}
