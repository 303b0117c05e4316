namespace Fleet.Contracts.Api;

/// <summary>
/// <c>Mode</c>: open, members, guests. <c>Activation</c>: in-place, restart, drain (that one needs <c>DrainUntil</c>, when sessions without login
/// are closed). <c>Evict</c>: close them at once. <c>Expect</c>: how many servers are meant.
/// <c>Servers</c>: the names the operator was shown. When either differs from what the selector matches now, the whole command is refused
/// and nothing is written. <c>DrainUntilGiven</c>: what was typed for <c>DrainUntil</c> (2h), by which a repeated command is recognised.
/// <c>Emergency</c>: members, in place and evicting, on all servers at once and before all other work; refused where Fleet may not change the server.
/// </summary>
public sealed record AccessModeRequest(
    string Selector,
    string Mode,
    string Activation = "in-place",
    bool Evict = false,
    DateTimeOffset? DrainUntil = null,
    int? Expect = null,
    IReadOnlyList<string>? Servers = null,
    string? DrainUntilGiven = null,
    bool Emergency = false);

/// <summary>
/// <c>Mode</c>: observe, enforce, suspended (that one needs <c>Until</c> and a reason). <c>Expect</c>, <c>Servers</c>, <c>UntilGiven</c>: as
/// in <see cref="AccessModeRequest"/>.
/// </summary>
public sealed record EnforcementRequest(
    string Selector,
    string Mode,
    DateTimeOffset? Until = null,
    int? Expect = null,
    IReadOnlyList<string>? Servers = null,
    string? UntilGiven = null);

/// <summary>
/// Accounts that no user has. <c>Action</c>: ignore (they may be there), report (as any unknown account), adopt (each becomes its user's, with
/// the password that it has) or remove. <c>Expect</c>, <c>Servers</c>: as in <see cref="AccessModeRequest"/>.
/// </summary>
public sealed record AccountsRequest(
    string Selector,
    string Action,
    IReadOnlyList<string> Accounts,
    int? Expect = null,
    IReadOnlyList<string>? Servers = null);

/// <summary>
/// A <c>Version</c> of Prosody that Fleet was not tested with, to be managed all the same; needs a reason. <c>Expect</c>, <c>Servers</c>: as in
/// <see cref="AccessModeRequest"/>.
/// </summary>
public sealed record AcceptVersionRequest(string Selector, string Version, int? Expect = null, IReadOnlyList<string>? Servers = null);

/// <summary>Fleet plants a harmless drift there at an interval and expects to find it; needs a reason. <c>Off</c>: no more.</summary>
public sealed record CanaryRequest(bool Off = false);

/// <summary>Looks now instead of at the next interval; finished when each server has been observed and probed after the command.</summary>
public sealed record CheckRequest(string Selector, int? Expect = null, IReadOnlyList<string>? Servers = null);
