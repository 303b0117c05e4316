namespace Fleet.Jitsi.Host;

/// <summary>Asks who may have changed the host since <paramref name="Since"/>; the host goes back a day at most.</summary>
public sealed record EvidenceRequest(string Nonce, string Domain, DateTimeOffset Since)
{
    public byte[] Render(int protocol) => RequestFrame.Around(protocol, "evidence", Nonce,
    [
        RequestFrame.Line("domain", Domain),
        RequestFrame.Line("since", Math.Max(0, Since.ToUnixTimeSeconds()).ToString()),
    ]);
}
