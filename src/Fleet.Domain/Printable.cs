namespace Fleet.Domain;

/// <summary>
/// Text from outside, made fit for an error or an event: bounded, and without control characters that a terminal would obey.
/// </summary>
public static class Printable
{
    public static string Clip(string? text, int max = 200)
    {
        var clean = string.Concat((text ?? "").Take(max).Select(Visible));
        return text?.Length > max ? clean + "..." : clean;
    }

    private static string Visible(char c) =>
        c is >= ' ' and <= '~' || (char.IsLetterOrDigit(c) && !char.IsSurrogate(c)) ? c.ToString() : $"\\u{(int)c:x4}";
}
