using System.Globalization;
using System.Text;

namespace Fleet.Jitsi.Lua.Syntax;

/// <summary>Quoted strings with the escapes of Lua 5.4.</summary>
internal static class ShortString
{
    /// <summary>The offset behind the closing quote, or null when the string is unfinished or has an escape that Lua refuses.</summary>
    public static int? End(string text, int at, char quote) => Read(text, at, quote, new StringBuilder());

    /// <summary>What Lua makes of the literal, one character per byte.</summary>
    public static string Value(string literal)
    {
        var value = new StringBuilder(literal.Length);
        Read(literal, 0, literal[0], value);
        return value.ToString();
    }

    private static int? Read(string text, int at, char quote, StringBuilder value)
    {
        for (var i = at + 1; i < text.Length;)
        {
            var c = text[i];
            if (c == quote) return i + 1;
            if (c is '\n' or '\r') return null;
            if (c != '\\')
            {
                value.Append(c);
                i++;
                continue;
            }
            if (Escape(text, i + 1, value) is not { } next) return null;
            i = next;
        }
        return null;
    }

    private static int? Escape(string text, int at, StringBuilder value)
    {
        if (at >= text.Length) return null;
        var simple = "abfnrtv\\\"'".IndexOf(text[at], StringComparison.Ordinal);
        if (simple >= 0)
        {
            value.Append("\a\b\f\n\r\t\v\\\"'"[simple]);
            return at + 1;
        }
        return text[at] switch
        {
            '\n' or '\r' => NewLine(text, at, value),
            'z' => SkipBlanks(text, at + 1),
            'x' => HexByte(text, at + 1, value),
            'u' => CodePoint(text, at + 1, value),
            _ => DecimalByte(text, at, value),
        };
    }

    private static int NewLine(string text, int at, StringBuilder value)
    {
        value.Append('\n');
        var pair = at + 1 < text.Length && text[at + 1] is '\n' or '\r' && text[at + 1] != text[at];
        return pair ? at + 2 : at + 1;
    }

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r' or '\n' or '\v' or '\f') at++;
        return at;
    }

    private static int? HexByte(string text, int at, StringBuilder value)
    {
        if (at + 2 > text.Length || Hex(text.AsSpan(at, 2)) is not { } code) return null;
        value.Append((char)code);
        return at + 2;
    }

    private static int? DecimalByte(string text, int at, StringBuilder value)
    {
        var (code, end) = (0, at);
        for (; end < text.Length && end < at + 3 && char.IsAsciiDigit(text[end]); end++) code = (code * 10) + text[end] - '0';
        if (end == at || code > byte.MaxValue) return null;
        value.Append((char)code);
        return end;
    }

    private static int? CodePoint(string text, int at, StringBuilder value)
    {
        var close = at < text.Length && text[at] == '{' ? text.IndexOf('}', at) : -1;
        if (close < 0 || close - at is < 2 or > 9) return null;
        // Lua also encodes what is no Unicode scalar; no name or path that matters is written so
        if (Hex(text.AsSpan(at + 1, close - at - 1)) is not { } code || !Rune.IsValid(code)) return null;
        foreach (var b in Encoding.UTF8.GetBytes(char.ConvertFromUtf32(code))) value.Append((char)b);
        return close + 1;
    }

    private static int? Hex(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}
