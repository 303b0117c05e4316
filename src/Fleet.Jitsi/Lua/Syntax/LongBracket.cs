namespace Fleet.Jitsi.Lua.Syntax;

/// <summary><c>[[ ]]</c>, <c>[=[ ]=]</c> and so on, as strings and in comments.</summary>
internal static class LongBracket
{
    /// <summary>How many equals signs the bracket opening here has, or null when none opens here.</summary>
    public static int? Level(string text, int at)
    {
        if (at >= text.Length || text[at] != '[') return null;
        var end = at + 1;
        while (end < text.Length && text[end] == '=') end++;
        return end < text.Length && text[end] == '[' ? end - at - 1 : null;
    }

    /// <summary>The offset behind the closing bracket, or null when it never closes.</summary>
    public static int? End(string text, int at, int level)
    {
        var found = text.IndexOf(Close(level), at + level + 2, StringComparison.Ordinal);
        return found < 0 ? null : found + level + 2;
    }

    public static string Open(int level) => $"[{new string('=', level)}[";

    public static string Close(int level) => $"]{new string('=', level)}]";

    /// <summary>What Lua makes of it: the first line end is dropped, the others become a newline each.</summary>
    public static string Value(string literal, int level)
    {
        var inside = literal[(level + 2)..^(level + 2)].Replace("\r\n", "\n").Replace("\n\r", "\n").Replace('\r', '\n');
        return inside.StartsWith('\n') ? inside[1..] : inside;
    }
}
