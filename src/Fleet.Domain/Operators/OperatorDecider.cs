namespace Fleet.Domain.Operators;

public static class OperatorDecider
{
    public const int MaxNameLength = 64;

    public static readonly TimeSpan MaxValidity = TimeSpan.FromDays(366);

    /// <param name="taken">Whether an operator of that name exists who was not revoked.</param>
    public static Decision<IOperatorEvent> Add(Guid operatorId, string name, DateTimeOffset expiresAt, bool taken, DateTimeOffset now) =>
        name switch
    {
        _ when !IsName(name) => new OperatorNameInvalid(Printable.Clip(name, MaxNameLength)),
        _ when expiresAt <= now || expiresAt > now + MaxValidity => new OperatorExpiryInvalid(expiresAt, now),
        _ when taken => new OperatorNameTaken(name),
        _ => Decision.Accept<IOperatorEvent>(new OperatorAdded(operatorId, name, expiresAt)),
    };

    /// <param name="othersRemain">Whether another operator's token is valid: revoking the last one would lock everybody out.</param>
    public static Decision<IOperatorEvent> Revoke(Operator @operator, bool othersRemain) => @operator switch
    {
        { Revoked: true } => Decision.Accept<IOperatorEvent>(),
        _ when !othersRemain => new OperatorIsLast(@operator.Name),
        _ => Decision.Accept<IOperatorEvent>(new OperatorRevoked()),
    };

    private static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-' or '@');
}
