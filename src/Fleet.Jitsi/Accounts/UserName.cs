using Fleet.Domain;

namespace Fleet.Jitsi.Accounts;

/// <summary>
/// A name that every server takes as it is: [a-z0-9._-]{1,64}. XMPP allows more, but then the name on disk, in a client and in a
/// command differ (case folding, encodings), and an e-mail address is no XMPP user name at all.
/// </summary>
public static class UserName
{
    public const int Longest = 64;

    /// <summary>The account with which Fleet proves that a member can log in.</summary>
    public const string ProbeAccount = "fleet-probe";

    public static Refusal? Check(string name)
    {
        if (name.Length == 0) return new UserNameEmpty();
        if (name.Length > Longest) return new UserNameTooLong(name.Length);
        if (name == ProbeAccount) return new UserNameReserved(name);
        if (name.Contains('@')) return new UserNameIsAddress();
        var lower = name.ToLowerInvariant();
        if (lower.Any(c => !IsAllowed(c)))
            return new UserNameCharacter(Printable.Clip($"{lower.First(c => !IsAllowed(c))}"), Printable.Clip(name, Longest));
        return lower == name ? null : new UserNameUpperCase(name, lower);
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-';
}

public sealed record UserNameEmpty() : InvalidRefusal("user-name-empty", "The user name is empty. Give one of a-z, 0-9, '.', '_' and '-', e.g. `alice`.");

public sealed record UserNameTooLong(int Length) : InvalidRefusal(
    "user-name-too-long", $"The user name has {Length} characters; at most {UserName.Longest} are possible. Choose a shorter one.");

public sealed record UserNameReserved(string Name) : InvalidRefusal(
    "user-name-reserved", $"`{Name}` is the account with which Fleet itself proves that members can log in. Choose another name.");

public sealed record UserNameIsAddress() : InvalidRefusal(
    "user-name-is-address", "The user name has an '@': an XMPP user name can't be an e-mail address. Use the part before the '@'.");

public sealed record UserNameUpperCase(string Name, string Suggestion) : InvalidRefusal(
    "user-name-upper-case", $"`{Name}` has upper-case letters, which Prosody folds to lower case. Use `{Suggestion}`.");

public sealed record UserNameCharacter(string Character, string Name) : InvalidRefusal(
    "user-name-character", $"`{Name}` has the character `{Character}`. Allowed are a-z, 0-9, '.', '_' and '-'.");
