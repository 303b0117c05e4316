namespace Fleet.Domain.Users;

public sealed record UserNameEmpty()
    : InvalidRefusal("user-name-empty", "The user name is empty. Give one of a-z, 0-9, `.`, `_` and `-`, e.g. `alice`.");

public sealed record UserNameTooLong(int Length) : InvalidRefusal(
    "user-name-too-long", $"The user name has {Length} characters; at most {UserName.MaxLength} are possible. Choose a shorter one.");

public sealed record UserNameDash(string Name) : InvalidRefusal(
    "user-name-dash", $"`{Name}` begins with a dash and would read as an option in commands. Choose a name that begins with a letter.");

public sealed record UserNameIsAddress() : InvalidRefusal(
    "user-name-is-address", "The user name has an `@`: an XMPP user name can't be an e-mail address. Use the part before the `@`.");

public sealed record UserNameUpperCase(string Name, string Suggestion) : InvalidRefusal(
    "user-name-upper-case", $"`{Name}` has upper-case letters, which Prosody folds to lower case. Use `{Suggestion}`.");

public sealed record UserNameCharacter(string Character, string Name) : InvalidRefusal(
    "user-name-character", $"`{Name}` has the character `{Character}`. Allowed are a-z, 0-9, `.`, `_` and `-`.");

public sealed record UserNameReserved(string Name) : InvalidRefusal(
    "user-name-reserved", $"`{Name}` is the account of a service, not of a person. Choose another name, e.g. `{Name}-team`.");
