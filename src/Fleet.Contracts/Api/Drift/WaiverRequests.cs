namespace Fleet.Contracts.Api;

/// <summary>
/// A difference that may stay until a time, for a reason (a header, as of every command). <c>Kind</c> and <c>Subject</c> as in
/// <see cref="DriftEntry"/>; without a subject every one of that kind. <c>Owner</c>: who answers for it; null: who says it.
/// <c>UntilGiven</c>: what was typed for <c>Until</c> (7d), by which a repeated command is recognised.
/// </summary>
public sealed record WaiveDriftRequest(string Kind, DateTimeOffset Until, string? Subject = null, string? Owner = null, string? UntilGiven = null);

/// <summary>Ends a waiver before its time.</summary>
public sealed record UnwaiveDriftRequest(string Kind, string? Subject = null);
