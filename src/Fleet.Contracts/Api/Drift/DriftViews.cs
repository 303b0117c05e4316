namespace Fleet.Contracts.Api;

/// <summary>
/// A difference that stands now. <c>Layer</c>: on-disk, in-force, from-outside and the like; <c>Severity</c>: critical, high, medium, info.
/// <c>Repair</c>: what Fleet does about it (repairs, reports only, flapping: gave up, ...).
/// <c>Notice</c>: worth knowing, and no difference from what was commanded. <c>Waiver</c>: an operator answers for it, so it is not repaired and does not count.
/// <c>Circumstances</c>: what happened on the host about the time it began, newest first; it proves nothing.
/// </summary>
public sealed record DriftEntry(
    string Server,
    string Layer,
    string Kind,
    string Severity,
    string Subject,
    string Evidence,
    DateTimeOffset Since,
    DateTimeOffset? SeenAt,
    string? Repair = null,
    IReadOnlyList<Circumstance>? Circumstances = null,
    bool Notice = false,
    WaiverInfo? Waiver = null);

/// <summary>Who answers for a drift that is left alone, why, and until when: from then on it is one like any other.</summary>
public sealed record WaiverInfo(string Owner, string Reason, DateTimeOffset Until);

/// <summary><c>Kind</c>: file (its owner, last change), login (who, from where), sudo (who, which program), package (what was done with it).</summary>
public sealed record Circumstance(string Kind, DateTimeOffset At, string Who, string What);

/// <summary>A server about which nothing current is known: no drift in the list says nothing about it.</summary>
public sealed record UnjudgedServer(string Server, string State, string? Text, DateTimeOffset? CheckedAt);

public sealed record DriftPage(IReadOnlyList<DriftEntry> Items, int Total, int Page, int Servers, IReadOnlyList<UnjudgedServer> Unjudged);

/// <summary><c>Change</c>: detected, waived, resolved (<c>How</c>: repaired, gone by itself, ...), flapping.</summary>
public sealed record DriftChange(DateTimeOffset At, string Change, DriftEntry Entry, string? How = null);
