namespace Fleet.Contracts.Api;

/// <summary>
/// One server in a list. <c>State</c> is the last reconcile's outcome (checked, changed, failed, unreachable, awaiting-key, host-key-changed,
/// host-identity-changed, refused, postponed) <c>poisoned</c> or <c>never-checked</c>; <c>Verdict</c> is unknown whenever nothing proves another.
/// <c>Held</c>: what keeps it from being changed, whatever differs; null: nothing. <c>Drift</c> does not count what is <c>Waived</c>.
/// </summary>
public sealed record ServerSummary(
    Guid Id,
    string Name,
    string Domain,
    IReadOnlyDictionary<string, string> Labels,
    long Generation,
    string? AccessMode,
    string Enforcement,
    DateTimeOffset? SuspendedUntil,
    string Verdict,
    string State,
    string? StateText,
    DateTimeOffset? StateSince,
    DateTimeOffset? CheckedAt,
    DateTimeOffset? ProbedAt,
    int Drift,
    string? WorstSeverity,
    SessionCounts? Sessions,
    bool Retired,
    IReadOnlyList<ServerHold>? Held = null,
    int Waived = 0,
    FailingInfo? Failing = null);

/// <summary>
/// Runs in a row that did not end well. <c>NextTryAt</c>: by itself, after a pause that grows; null: not known. <c>Next</c>: the command that tries
/// now. <c>Poisoned</c>: they broke Fleet itself, so it is Fleet that has to be looked at.
/// </summary>
public sealed record FailingInfo(DateTimeOffset Since, int Times, DateTimeOffset? NextTryAt, bool Poisoned, string Next);

/// <summary>Counts at the time of the last observation; <c>WithoutLogin</c> is the part of <c>Total</c> that came in anonymously.</summary>
public sealed record SessionCounts(int Total, int WithoutLogin, int Rooms, int Participants);
