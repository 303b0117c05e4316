namespace Fleet.Domain.Selectors;

/// <summary>Kubernetes' rules for labels: operators know them, and nothing in them needs quoting in a shell, a URL or a metric.</summary>
public static class LabelSyntax
{
    public const int MaxLength = 63;

    public static bool IsWordCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/';

    public static bool IsKey(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? IsName(text) : text.Length <= 253 && text[..slash].Split('.').All(IsName) && IsName(text[(slash + 1)..]);
    }

    public static bool IsValue(string text) => IsName(text);

    private static bool IsName(string text) =>
        text.Length is > 0 and <= MaxLength
        && char.IsAsciiLetterOrDigit(text[0])
        && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
