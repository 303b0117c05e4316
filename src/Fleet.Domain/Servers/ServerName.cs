namespace Fleet.Domain.Servers;

/// <summary>A server's name: fit for a label value, a URL and a shell without quoting.</summary>
public static class ServerName
{
    public const int MaxLength = 63;

    public static Result<string> Parse(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text != "all" && IsEdge(text[0]) && IsEdge(text[^1])
            && text.All(c => IsEdge(c) || c is '-' or '.')
            ? text
            : new ServerNameInvalid(Printable.Clip(text, MaxLength));

    private static bool IsEdge(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c);
}
