namespace Fleet.Jitsi.Probing;

/// <summary>What came back for one step. No redirect is to be followed, no more than <see cref="LongestBody"/> characters read.</summary>
public abstract record ProbeReply
{
    public const int LongestBody = 64 * 1024;

    /// <summary>The status of a WebSocket's message; any other one there is that of a handshake which did not come about.</summary>
    public const int Message = 101;

    private ProbeReply() { }

    public sealed record Answered(int Status, string Body) : ProbeReply;

    /// <summary>No answer: name, route, TLS, time. The reason is shown to people.</summary>
    public sealed record NotReached(string Reason) : ProbeReply;
}
