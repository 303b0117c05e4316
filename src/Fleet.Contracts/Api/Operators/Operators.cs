namespace Fleet.Contracts.Api;

public sealed record AddOperatorRequest(string Name, DateTimeOffset ExpiresAt);

/// <summary>The only answer that ever holds the token.</summary>
public sealed record OperatorToken(string Name, Secret Token, DateTimeOffset ExpiresAt);

public sealed record OperatorSummary(string Name, DateTimeOffset AddedAt, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt);
