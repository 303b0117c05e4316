using System.Globalization;
using System.Text;

namespace Fleet.Jitsi.Host;

/// <summary>
/// One word on the wire: bytes outside a small safe set travel as %XX, so that no value can end its word or its line.
/// Text is Latin-1, one char per byte: what a host sends need not be UTF-8.
/// </summary>
internal static class WireToken
{
    public const string Absent = "-";
    public const string Empty = "%";

    public static string Encode(string? text)
    {
        if (text is null) return Absent;
        if (text.Length == 0) return Empty;
        if (text == Absent) return "%2D";
        return string.Concat(Encoding.UTF8.GetBytes(text).Select(Escaped));
    }

    public static string? Decode(ReadOnlySpan<char> word)
    {
        if (word is Empty) return "";
        var text = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] is <= ' ' or > '~') return null;
            if (word[i] != '%') text.Append(word[i]);
            else if (Hex(word, i) is { } value) { text.Append(value); i += 2; }
            else return null;
        }
        return text.Length == 0 ? null : text.ToString();
    }

    /// <summary>A line of a file: as a word, but spaces stand for themselves and it may be empty.</summary>
    public static string? DecodeLine(ReadOnlySpan<char> line) =>
        line.Length == 0 ? "" : Decode(line.ToString().Replace(" ", "%20", StringComparison.Ordinal));

    private static char? Hex(ReadOnlySpan<char> word, int at) =>
        at + 2 < word.Length && Upper(word[at + 1]) && Upper(word[at + 2])
            ? (char)byte.Parse(word.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier)
            : null;

    private static bool Upper(char c) => c is (>= '0' and <= '9') or (>= 'A' and <= 'F');

    private static string Escaped(byte b) => Safe((char)b) ? ((char)b).ToString() : $"%{b:X2}";

    private static bool Safe(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or ':' or '@' or '+' or '=' or '~' or ',';
}
