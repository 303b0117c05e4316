namespace Fleet.Domain.Users;

public sealed record UserUnknown(string Name) : UnknownRefusal(
    "user-unknown",
    $"There is no user `{Name}`. `fleet users list` shows those there are; `fleet register {Name} --on SELECTOR` makes one.");

public sealed record UserNameTaken(string Name) : ConflictRefusal(
    "user-name-taken",
    $"A user `{Name}` exists already: `fleet users show {Name}`. For a new password: `fleet users passwd {Name}`; for other servers: "
    + $"`fleet users select {Name} --on SELECTOR`.");

public sealed record UserIsRemoved(string Name) : ConflictRefusal(
    "user-removed",
    $"`{Name}` was removed and cannot be changed any more. `fleet register {Name} --on SELECTOR` makes a new user of that name.");

public sealed record UserStale(string Name, long Expected, long Actual) : StaleRefusal(
    "user-stale",
    $"`{Name}` is at version {Actual}, your command was meant for version {Expected}: somebody changed it since. See "
    + $"`fleet audit --user {Name}`, then say it again.");
