namespace Fleet.Jitsi.Scram.Stringprep;

/// <summary>RFC 3454 section 6.</summary>
internal static class Bidirectional
{
    public static bool Violates(List<int> text, StringprepTables tables) =>
        text.Exists(tables.IsRightToLeft)
        && (text.Exists(tables.IsLeftToRight) || !tables.IsRightToLeft(text[0]) || !tables.IsRightToLeft(text[^1]));
}
