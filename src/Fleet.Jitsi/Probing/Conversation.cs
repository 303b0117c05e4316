namespace Fleet.Jitsi.Probing;

/// <summary>The bounded back and forth that both probes share: open, speak, close, whatever the outcome.</summary>
internal static class Conversation
{
    private const int MostPolls = 3;

    public static ProbeStep<T> Open<T>(
        string host, long requestId, Func<BoshSession, IReadOnlyList<string>, ProbeStep<T>> opened, Func<BoshAnswer, T> failed)
    {
        var session = new BoshSession(host, requestId);
        return new ProbeStep<T>.Send(session.Open(), reply => BoshAnswer.Read(reply) is var answer && answer is BoshAnswer.Opened o
            ? opened(session with { SessionId = o.SessionId }, o.Mechanisms)
            : new ProbeStep<T>.Done(failed(answer)));
    }

    public static ProbeStep<T> Say<T>(
        BoshSession session, Func<BoshSession, string> body, Func<BoshSession, BoshAnswer, ProbeStep<T>> next, int polls = MostPolls)
    {
        var now = session.Advance();
        return new ProbeStep<T>.Send(body(now), reply => BoshAnswer.Read(reply) is var answer && answer is BoshAnswer.Pending && polls > 0
            ? Say(now, later => later.Poll(), next, polls - 1)
            : next(now, answer));
    }

    /// <summary>Ends the session; what the server says to that changes nothing.</summary>
    public static ProbeStep<T> Close<T>(BoshSession session, T outcome) =>
        new ProbeStep<T>.Send(session.Advance().Terminate(), _ => new ProbeStep<T>.Done(outcome));
}
