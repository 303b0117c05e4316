namespace Fleet.Domain.Users;

/// <summary>
/// A name that every server takes as it is. XMPP allows more, but then the name on disk, in a client and in a command differ (case
/// folding, encodings), and an e-mail address is no XMPP user name at all.
/// </summary>
public static class UserName
{
    public const int MaxLength = 64;

    /// <summary>The account with which Fleet proves that a member can log in.</summary>
    public const string ProbeAccount = "fleet-probe";

    public static Result<string> Parse(string? text)
    {
        var name = text ?? "";
        return Refuse(name, name.ToLowerInvariant()) is { } refusal ? refusal : name;
    }

    /// <summary>Fleet's own account, and those of Jitsi's services.</summary>
    public static bool IsReserved(string name) => name is ProbeAccount or "focus" or "jvb" or "jibri" or "jigasi";

    private static Refusal? Refuse(string name, string lower) => name switch
    {
        "" => new UserNameEmpty(),
        { Length: > MaxLength } => new UserNameTooLong(name.Length),
        // it would read as an option on a command line
        ['-', ..] => new UserNameDash(Printable.Clip(name)),
        _ when name.Contains('@') => new UserNameIsAddress(),
        _ when lower.Any(c => !IsAllowed(c)) =>
            new UserNameCharacter(Printable.Clip($"{lower.First(c => !IsAllowed(c))}"), Printable.Clip(name)),
        _ when lower != name => new UserNameUpperCase(name, lower),
        _ when IsReserved(name) => new UserNameReserved(name),
        _ => null,
    };

    private static bool IsAllowed(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-';
}
