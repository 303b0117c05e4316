namespace Fleet.Jitsi.Lua.Syntax;

internal static class LuaNumber
{
    /// <summary>The offset behind the numeral that starts here; null when it is malformed, as by a letter that follows.</summary>
    public static int? End(string text, int at)
    {
        var hex = text[at] == '0' && at + 1 < text.Length && text[at + 1] is 'x' or 'X';
        var end = hex ? at + 2 : at;
        var digits = Digits(text, ref end, hex);
        if (end < text.Length && text[end] == '.')
        {
            end++;
            digits += Digits(text, ref end, hex);
        }
        if (digits == 0) return null;
        if (end < text.Length && (hex ? text[end] is 'p' or 'P' : text[end] is 'e' or 'E'))
        {
            end++;
            if (end < text.Length && text[end] is '+' or '-') end++;
            if (Digits(text, ref end, hex: false) == 0) return null;
        }
        return end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '.') ? null : end;
    }

    private static int Digits(string text, ref int at, bool hex)
    {
        var start = at;
        while (at < text.Length && (hex ? char.IsAsciiHexDigit(text[at]) : char.IsAsciiDigit(text[at]))) at++;
        return at - start;
    }
}
