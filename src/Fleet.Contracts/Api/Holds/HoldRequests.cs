namespace Fleet.Contracts.Api;

/// <summary>
/// No server that matches is changed any more until it is resumed; without a <c>Selector</c> none of the fleet, also those enrolled later.
/// It needs a reason. <c>Expect</c>, <c>Servers</c>: as in <see cref="AccessModeRequest"/>.
/// </summary>
public sealed record PauseRequest(string? Selector = null, int? Expect = null, IReadOnlyList<string>? Servers = null);

/// <summary>Without a <c>Selector</c>: ends the pause of the whole fleet, and leaves servers paused that were so by themselves.</summary>
public sealed record ResumeRequest(string? Selector = null, int? Expect = null, IReadOnlyList<string>? Servers = null);

/// <summary>
/// A drift that appeared on many servers at once is repaired on those that wait for it now. <c>Drift</c>: its kind, or kind:subject.
/// <c>Expect</c>: how many servers wait for that; needed where they are more than five.
/// </summary>
public sealed record AllowRepairsRequest(string Drift, int? Expect = null);
