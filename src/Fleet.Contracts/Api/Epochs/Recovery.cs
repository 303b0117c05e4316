namespace Fleet.Contracts.Api;

/// <summary>
/// Whether this database may be followed. <c>Holds</c>: restored-from-past, copy; empty: it may. <c>Servers</c>: what would become of each
/// server that is not retired, were it followed as it is.
/// </summary>
public sealed record Recovery(
    long Epoch, DateTimeOffset BeganAt, string Database, IReadOnlyList<ServerHold> Holds, IReadOnlyList<RecoveryServer> Servers);

/// <summary>
/// <c>Plan.Changes</c> are what would be undone. <c>Ahead</c>: what the host has accepted and this database never gave out; null: nothing.
/// <c>UnknownAccounts</c> stay on the host; this database does not know them. <c>Seen</c>: the host was read since the hold began.
/// </summary>
public sealed record RecoveryServer(ServerPlan Plan, string? Ahead, IReadOnlyList<string> UnknownAccounts, bool Seen);

/// <summary>
/// <c>OriginalIsGone</c> is needed for a copy: hosts follow this database instead of it at once; not gone: this one goes its own way, and each
/// host's root lets it in. <c>Unseen</c>: of how many servers it is accepted though nothing was seen of them since the hold began.
/// </summary>
public sealed record RecoveryRequest(bool? OriginalIsGone = null, int? Unseen = null);
