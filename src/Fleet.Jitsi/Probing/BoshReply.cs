namespace Fleet.Jitsi.Probing;

/// <summary>What came back for one POST. No redirect is to be followed, no more than <see cref="LongestBody"/> characters read.</summary>
public abstract record BoshReply
{
    public const int LongestBody = 64 * 1024;

    private BoshReply() { }

    public sealed record Answered(int Status, string Body) : BoshReply;

    /// <summary>No HTTP answer: name, route, TLS, time. The reason is shown to people.</summary>
    public sealed record NotReached(string Reason) : BoshReply;
}
