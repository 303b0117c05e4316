using Fleet.Domain.Users;

namespace Fleet.Domain.Servers;

public sealed record AccountNameInvalid(string Account, string Why) : InvalidRefusal(
    "account-name-invalid", $"`{Account}` {Why}. Give the account's name as `fleet servers show` has it.");

public sealed record AccountIsFleets() : InvalidRefusal(
    "account-is-fleets",
    $"`{UserName.ProbeAccount}` is Fleet's own account, by which it proves that a member can log in. It is put and removed by Fleet "
    + "alone.");

public sealed record AccountIsAUsers(string Server, string Account) : ConflictRefusal(
    "account-is-a-users",
    $"`{Account}` on `{Server}` is the account of a user that Fleet manages. For other servers: `fleet users select {Account} --on "
    + $"SELECTOR`; to lock the user out: `fleet users disable {Account}`.");

public sealed record AccountIsRevoked(string Server, string Account) : ConflictRefusal(
    "account-is-revoked",
    $"`{Account}` on `{Server}` was a user's account and is revoked: it is removed when it comes back. To have it there: `fleet users "
    + $"select {Account} --on SELECTOR`, or `fleet register {Account} --on SELECTOR` after a removal.");

public sealed record AccountIsToBeRemoved(string Server, string Account) : ConflictRefusal(
    "account-is-to-be-removed",
    $"`{Account}` on `{Server}` is to be removed. If it may stay: `fleet servers accounts report name={Server} {Account}`, then adopt it.");

public sealed record AccountIsIgnored(string Server, string Account) : ConflictRefusal(
    "account-is-ignored",
    $"`{Account}` on `{Server}` is ignored: it belongs to something that Fleet does not manage, so no user of that name gets it. If it is "
    + $"the user's: `fleet servers accounts adopt name={Server} {Account}`.");

public sealed record AccountNotHeld(string Server, string User) : ConflictRefusal(
    "account-not-held", $"`{User}` has no account on `{Server}`. `fleet users show {User}` lists the user's servers.");

public sealed record CredentialMissing(string Server, string User) : ConflictRefusal(
    "credential-missing", $"There is no credential of `{User}` for `{Server}`. `fleet users passwd {User}` makes one from a new password.");
