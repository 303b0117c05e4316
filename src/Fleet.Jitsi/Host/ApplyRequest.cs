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
/// One transaction on one host. The host refuses another <paramref name="FleetId"/> another incarnation of its database, an epoch and a
/// <paramref name="Fence"/> below the highest it saw;
/// <paramref name="Generation"/> and <paramref name="Correlation"/> go to its ledger. Changes are checked all before the first is made, and made in order.
/// </summary>
public sealed record ApplyRequest(
    string Nonce,
    string Domain,
    string FleetId,
    Lifetime Lifetime,
    long Fence,
    long Generation,
    string Correlation,
    HostActivation Activation,
    IReadOnlyList<HostChange> Changes,
    GuestActivation? Guest = null)
{
    public Urgency Urgency { get; init; }

    /// <summary>Since when root has held the host locked, where this apply makes that what is wanted: it holds nothing more afterwards.</summary>
    public DateTimeOffset? AdoptsLock { get; init; }

    public byte[] Render(int protocol) => RequestFrame.Around(protocol, "apply", Nonce,
    [
        RequestFrame.Line("domain", Domain),
        RequestFrame.Line("fleet", FleetId),
        .. protocol >= 2 ? Lifetime.Lines : [],
        RequestFrame.Line("fence", Fence.ToString()),
        RequestFrame.Line("generation", Generation.ToString()),
        RequestFrame.Line("correlation", Correlation),
        .. protocol >= 2 ? InProtocol2 : [],
        RequestFrame.Line("activation", Activation.Words),
        .. Guest?.Lines ?? [],
        .. Changes.Select((change, index) => RequestFrame.Line("change", change.Words.Prepend((index + 1).ToString()))),
    ]);

    private string[] InProtocol2 =>
    [
        RequestFrame.Line("urgency", Urgency == Urgency.Emergency ? "emergency" : "normal"),
        RequestFrame.Line("adopt-lock", AdoptsLock?.ToUnixTimeSeconds().ToString()),
    ];
}

/// <summary>
/// Which life of the fleet's database orders this: a host obeys one <paramref name="Incarnation"/>, and of that no <paramref name="Epoch"/>
/// below the highest it saw. Protocol 1 does not speak of it.
/// </summary>
public sealed record Lifetime(Guid Incarnation, long Epoch)
{
    internal string[] Lines => [RequestFrame.Line("incarnation", Incarnation.ToString()), RequestFrame.Line("epoch", Epoch.ToString())];
}

public enum Urgency
{
    Usual,

    /// <summary>Packages that are being installed are waited for ten seconds at most; what locks is then in force, and its files follow.</summary>
    Emergency,
}
