namespace Fleet.Jitsi.Lua.Syntax;

/// <summary>What a string token means: its value, one character per byte.</summary>
internal static class StringLiteral
{
    public static string Value(string literal) =>
        LongBracket.Level(literal, 0) is { } level ? LongBracket.Value(literal, level) : ShortString.Value(literal);
}
