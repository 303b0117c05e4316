using Fleet.Domain.Users;

namespace Fleet.Domain.Servers;

/// <summary>The name of an account as it is found on servers: whatever somebody gave it there, and shorter than a file's name.</summary>
public static class AccountName
{
    private const int MaxLength = 64;

    public static Result<string> Parse(string? text) => text switch
    {
        null or "" => new AccountNameInvalid("", "is empty"),
        { Length: > MaxLength } => new AccountNameInvalid(
            Printable.Clip(text, 20), $"has {text.Length} characters; at most {MaxLength} are possible"),
        _ when Printable.Clip(text, MaxLength) != text => new AccountNameInvalid(
            Printable.Clip(text, MaxLength), "has characters that can't be shown"),
        UserName.ProbeAccount => new AccountIsFleets(),
        _ => text,
    };
}
