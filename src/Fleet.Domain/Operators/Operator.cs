namespace Fleet.Domain.Operators;

public sealed record Operator(Guid Id, string Name, DateTimeOffset ExpiresAt, bool Revoked, long Version)
{
    public bool IsValidAt(DateTimeOffset now) => !Revoked && now < ExpiresAt;

    /// <summary>Folds one event of the operator's stream; total over any order of known events.</summary>
    public static Operator? Evolve(Operator? @operator, IOperatorEvent @event, long version) => (@operator, @event) switch
    {
        (null, OperatorAdded e) => new Operator(e.OperatorId, e.Name, e.ExpiresAt, Revoked: false, version),
        (null, _) => null,
        (_, OperatorRevoked) => @operator with { Revoked = true, Version = version },
        _ => @operator with { Version = version },
    };
}
