namespace Fleet.Contracts.Api;

/// <summary><c>ExpiresAtGiven</c>: what was typed for it (90d), by which a repeated command is recognised.</summary>
public sealed record AddOperatorRequest(string Name, DateTimeOffset ExpiresAt, string? ExpiresAtGiven = null);

/// <summary>The only answer that ever holds the token.</summary>
public sealed record OperatorToken(string Name, Secret Token, DateTimeOffset ExpiresAt);

public sealed record OperatorSummary(string Name, DateTimeOffset AddedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);
