namespace Fleet.Jitsi.Probing;

/// <summary>
/// A conversation with a server over BOSH or WebSocket, without the I/O: send <see cref="Send.Body"/> (when it is empty, only wait for the
/// next message), hand the reply to <see cref="Send.Next"/>, until it is <see cref="Done"/>. At most ten steps.
/// </summary>
public abstract record ProbeStep<TOutcome>
{
    private ProbeStep() { }

    public sealed record Send(string Body, Func<ProbeReply, ProbeStep<TOutcome>> Next) : ProbeStep<TOutcome>;

    public sealed record Done(TOutcome Outcome) : ProbeStep<TOutcome>;
}
