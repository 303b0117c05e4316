namespace Fleet.Contracts.Api;

public sealed record ServerDetail(
    ServerSummary Summary,
    SshAddress Endpoint,
    ProbeAddress Probe,
    string Activation,
    int Incarnation,
    IReadOnlyList<HostKeyInfo> PinnedKeys,
    IReadOnlyList<HostKeyInfo> ScannedKeys,
    ObservationSummary? Observation,
    ProbeSummary? LastProbe,
    IReadOnlyList<DriftEntry> Drift,
    IReadOnlyList<ServerAccount> Accounts,
    TakeOver? TakeOver = null,
    CanaryInfo? Canary = null);

/// <summary>
/// The host obeys another fleet, or another database of this one. <c>Command</c> is what its root runs there so that it obeys this one.
/// </summary>
public sealed record TakeOver(string Why, string Command);

/// <summary>
/// A server on which Fleet plants a drift to see that it is found. <c>Blocked</c>: why none is planted (not-enforced, held, host-program, refused).
/// </summary>
public sealed record CanaryInfo(DateTimeOffset? FoundAt, string? Blocked, string Text);

/// <summary>What the last look at the server saw. Providers are as Prosody names them, or the reason why they can't be determined.</summary>
public sealed record ObservationSummary(
    DateTimeOffset At,
    string OnDisk,
    string InForce,
    bool? ConfigValid,
    string? ProsodyVersion,
    string? FleetHostVersion,
    IReadOnlyDictionary<string, string> Services,
    GuestSummary? Guests = null);

/// <summary>
/// All that decides whether guests get in and whether they may open rooms: the virtual host for guests, Jicofo's login (on, off, other-domain,
/// other-type), and where the web client sends who has no account. Each is what was read, or why it can't be determined.
/// </summary>
public sealed record GuestSummary(string OnDisk, string InForce, string Jicofo, string JicofoInForce, string AnonymousDomain);

/// <summary>What a client without credentials got at the probe address, and whether a member could log in.</summary>
public sealed record ProbeSummary(DateTimeOffset At, string Address, string? Certificate, string Anonymous, string Guest, string Member, string Detail,
    IReadOnlyList<AddressSummary>? Addresses = null);

/// <summary>What a client without credentials got at one address of the domain, over either transport.</summary>
public sealed record AddressSummary(string Address, string? Certificate, string Bosh, string WebSocket, string Guest);

/// <summary>
/// <c>Origin</c>: granted, adopted, ignored, unknown. <c>State</c>: present, missing, pending, needs-password, disabled, changed,
/// to-be-removed; of an ignored one: present or absent.
/// </summary>
public sealed record ServerAccount(string User, string Origin, string State);
