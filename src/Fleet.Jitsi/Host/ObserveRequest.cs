namespace Fleet.Jitsi.Host;

public enum ConfigCheck
{
    Never,
    WhenChanged,
    Always,
}

/// <summary>
/// Asks a host what it is. What the caller judged last is named by digest: it comes back only when it differs.
/// <paramref name="Nonce"/> is 16 to 64 letters and digits, new for each request; <paramref name="LedgerAfter"/> the last ledger entry known, 0 for all.
/// </summary>
public sealed record ObserveRequest(
    string Nonce,
    string Domain,
    string? KnownConfig = null,
    string? KnownAccounts = null,
    ConfigCheck Check = ConfigCheck.WhenChanged,
    long LedgerAfter = 0)
{
    public byte[] Render(int protocol) => RequestFrame.Around(protocol, "observe", Nonce,
    [
        RequestFrame.Line("domain", Domain),
        RequestFrame.Line("known-config", KnownConfig),
        RequestFrame.Line("known-accounts", KnownAccounts),
        RequestFrame.Line("check-config", CheckWord),
        RequestFrame.Line("ledger-after", LedgerAfter.ToString()),
    ]);

    private string CheckWord => Check switch
    {
        ConfigCheck.Never => "never",
        ConfigCheck.Always => "always",
        _ => "when-changed",
    };
}
