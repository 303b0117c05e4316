namespace Fleet.Domain.Users;

/// <summary>A user's name: what every Prosody takes as the part before the `@` without preparing it to something else.</summary>
public static class UserName
{
    public const int MaxLength = 64;

    /// <summary>The account by which Fleet proves that a member can log in.</summary>
    public const string Probe = "fleet-probe";

    public static Result<string> Parse(string? text) => text switch
    {
        null => new UserNameInvalid(""),
        _ when IsReserved(text) => new UserNameReserved(text),
        _ when IsWellFormed(text) => text,
        _ => new UserNameInvalid(Printable.Clip(text, MaxLength)),
    };

    /// <summary>Fleet's own account, and those of Jitsi's services.</summary>
    public static bool IsReserved(string text) => text is Probe or "focus" or "jvb" or "jibri" or "jigasi";

    // no dash in front: it would read as an option on a command line
    private static bool IsWellFormed(string text) =>
        text.Length is > 0 and <= MaxLength
        && text[0] != '-'
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-');
}
