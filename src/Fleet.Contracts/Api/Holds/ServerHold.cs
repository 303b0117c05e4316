namespace Fleet.Contracts.Api;

/// <summary>
/// What keeps a server from being changed. <c>Kind</c>: paused, first-server, stopped-change, mass-drift, restored-from-past, copy, host, host-locked.
/// <c>Text</c> says all of it to a
/// person, <c>EndedBy</c> is the command that ends it.
/// </summary>
public sealed record ServerHold(
    string Kind, string By, DateTimeOffset Since, DateTimeOffset? Until, string Reason, bool Everywhere, string Text, string EndedBy);
