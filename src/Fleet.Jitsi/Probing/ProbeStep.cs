namespace Fleet.Jitsi.Probing;

/// <summary>
/// A conversation with a server's BOSH endpoint, without the I/O: post <see cref="Send.Body"/>, hand the reply to <see cref="Send.Next"/>,
/// until it is <see cref="Done"/>. At most ten requests.
/// </summary>
public abstract record ProbeStep<TOutcome>
{
    private ProbeStep() { }

    public sealed record Send(string Body, Func<BoshReply, ProbeStep<TOutcome>> Next) : ProbeStep<TOutcome>;

    public sealed record Done(TOutcome Outcome) : ProbeStep<TOutcome>;
}
