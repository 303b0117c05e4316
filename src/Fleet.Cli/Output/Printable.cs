using System.Globalization;
using System.Text;

namespace Fleet.Cli.Output;

/// <summary>
/// Text that came over the wire, made safe to show: no control, no escape sequence, nothing that reorders or hides what stands beside it.
/// </summary>
internal static class Printable
{
    private const int MaxLength = 2000;

    public static string Of(string text)
    {
        var clean = text.Length <= MaxLength && !text.EnumerateRunes().Any(IsUnsafe);
        return clean && !text.Any(char.IsSurrogate) ? text : Escape(text);
    }

    private static string Escape(string text)
    {
        var result = new StringBuilder(Math.Min(text.Length, MaxLength) + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            if (result.Length >= MaxLength) return result.Append("...").ToString();
            if (rune.Value == '\n') result.Append("\\n");
            else if (IsUnsafe(rune)) result.Append($"\\u{{{rune.Value:x}}}");
            else result.Append(rune);
        }

        return result.ToString();
    }

    private static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned || rune == Rune.ReplacementChar;
}
