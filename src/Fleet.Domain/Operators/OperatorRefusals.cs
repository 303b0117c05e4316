namespace Fleet.Domain.Operators;

public sealed record OperatorUnknown(string Name) : UnknownRefusal(
    "operator-unknown", $"There is no operator `{Name}`. `fleet operators list` shows those there are.");

public sealed record OperatorNameInvalid(string Given) : InvalidRefusal(
    "operator-name-invalid",
    $"`{Given}` cannot be an operator's name: 1 to 64 of a-z, 0-9, `.`, `_`, `-`, `@`, beginning with a letter or digit. Example: "
    + "`dana` or `ci@build`.");

public sealed record OperatorNameTaken(string Name) : ConflictRefusal(
    "operator-name-taken",
    $"An operator `{Name}` exists already. For a new token: `fleet operators revoke {Name}`, then `fleet operators add {Name}`.");

public sealed record OperatorExpiryInvalid(DateTimeOffset Given, DateTimeOffset Now) : InvalidRefusal(
    "operator-expiry-invalid",
    $"A token cannot be valid until {Given.Utc()}: it must end after now, {Now.Utc()}, and within 366 days. Say e.g. `--expires 90d`.");

public sealed record OperatorIsLast(string Name) : ConflictRefusal(
    "operator-is-last",
    $"`{Name}` is the last operator with a valid token: revoking it would lock everybody out. First `fleet operators add NAME`, and "
    + "keep that token.");
