namespace Fleet.Domain.Users;

public sealed record UserNameInvalid(string Given) : InvalidRefusal(
    "user-name-invalid", $"`{Given}` cannot be a user's name: 1 to 64 of a-z, 0-9, `.`, `_`, `-`, not beginning with `-`. Jitsi knows no capitals and no `@` here. Example: `alice.b`.");

public sealed record UserNameReserved(string Given) : InvalidRefusal(
    "user-name-reserved", $"`{Given}` is the account of a service, not of a person. Choose another name, e.g. `{Given}-team`.");
