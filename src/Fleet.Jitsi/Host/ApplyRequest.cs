namespace Fleet.Jitsi.Host;

/// <summary>How the running Prosody takes up what is on disk.</summary>
public abstract record HostActivation
{
    private protected HostActivation()
    {
    }

    internal abstract IEnumerable<string?> Words { get; }

    public sealed record None : HostActivation
    {
        internal override IEnumerable<string?> Words => ["none", null];
    }

    /// <summary>Sessions that are up stay up. Needs the domain's option on disk to say <paramref name="Provider"/> already.</summary>
    public sealed record InPlace(SwitchableProvider Provider) : HostActivation
    {
        internal override IEnumerable<string?> Words => ["in-place", Provider.Name()];
    }

    /// <summary>Drops every session on the host; <paramref name="Provider"/> is what must run afterwards.</summary>
    public sealed record Restart(SwitchableProvider Provider) : HostActivation
    {
        internal override IEnumerable<string?> Words => ["restart", Provider.Name()];
    }
}

/// <summary>
/// One transaction on one host. The host refuses another <paramref name="FleetId"/> and a <paramref name="Fence"/> below the highest it saw;
/// <paramref name="Generation"/> and <paramref name="Correlation"/> go to its ledger. Changes are checked all before the first is made, and made in order.
/// </summary>
public sealed record ApplyRequest(
    string Nonce,
    string Domain,
    string FleetId,
    long Fence,
    long Generation,
    string Correlation,
    HostActivation Activation,
    IReadOnlyList<HostChange> Changes,
    GuestActivation? Guest = null)
{
    public byte[] Render() => RequestFrame.Around("apply", Nonce,
    [
        RequestFrame.Line("domain", Domain),
        RequestFrame.Line("fleet", FleetId),
        RequestFrame.Line("fence", Fence.ToString()),
        RequestFrame.Line("generation", Generation.ToString()),
        RequestFrame.Line("correlation", Correlation),
        RequestFrame.Line("activation", Activation.Words),
        .. Guest?.Lines ?? [],
        .. Changes.Select((change, index) => RequestFrame.Line("change", change.Words.Prepend((index + 1).ToString()))),
    ]);
}
