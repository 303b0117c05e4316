namespace Fleet.Domain.Operators;

/// <summary>A fact about an operator. Token hashes live in a table, never in events.</summary>
public interface IOperatorEvent;

public sealed record OperatorAdded(Guid OperatorId, string Name, DateTimeOffset ExpiresAt) : IOperatorEvent;

public sealed record OperatorRevoked : IOperatorEvent;
