namespace Fleet.Jitsi.Probing;

/// <summary>The bounded back and forth that both probes share: open, speak, close, whatever the outcome.</summary>
internal static class Conversation
{
    private const int MostPolls = 3;

    public static ProbeStep<T> Open<T>(
        ProbeSession session, Func<ProbeSession, IReadOnlyList<string>, ProbeStep<T>> opened, Func<ProbeAnswer, T> failed) =>
        new ProbeStep<T>.Send(session.Open(), reply => Opened(session, session.Read(reply), opened, failed, session.IsGreeted));

    private static ProbeStep<T> Opened<T>(
        ProbeSession session, ProbeAnswer answer, Func<ProbeSession, IReadOnlyList<string>, ProbeStep<T>> opened,
        Func<ProbeAnswer, T> failed, bool more) => answer switch
        {
            ProbeAnswer.Opened o => opened(session.As(o.SessionId), o.Mechanisms),
            ProbeAnswer.Pending when more =>
                new ProbeStep<T>.Send(session.Poll(), reply => Opened(session, session.Read(reply), opened, failed, more: false)),
            _ => new ProbeStep<T>.Done(failed(answer)),
        };

    public static ProbeStep<T> Say<T>(
        ProbeSession session, Func<ProbeSession, string> body, Func<ProbeSession, ProbeAnswer, ProbeStep<T>> next, int polls = MostPolls)
    {
        var now = session.Advance();
        return new ProbeStep<T>.Send(body(now), reply => now.Read(reply) is var answer && answer is ProbeAnswer.Pending && polls > 0
            ? Say(now, later => later.Poll(), next, polls - 1)
            : next(now, answer));
    }

    /// <summary>Ends the session; what the server says to that changes nothing.</summary>
    public static ProbeStep<T> Close<T>(ProbeSession session, T outcome) =>
        new ProbeStep<T>.Send(session.Advance().Terminate(), _ => new ProbeStep<T>.Done(outcome));
}
