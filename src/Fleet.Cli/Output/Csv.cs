using System.Text;

namespace Fleet.Cli.Output;

/// <summary>
/// CSV that no spreadsheet executes: every field is quoted, control characters are escaped, and whatever a spreadsheet could take for a formula gets
/// an apostrophe in front, also behind a separator inside the text (one reader's comma is another's semicolon).
/// </summary>
internal static class Csv
{
    private const string Formula = "=+-@|%＝＋－＠";
    private const string Separators = ",;\t\"'";

    public static string Row(params string?[] fields) => string.Join(',', fields.Select(f => $"\"{Field(f ?? "")}\""));

    private static string Field(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        var start = true;
        foreach (var c in Printable.Of(text))
        {
            if (start && Formula.Contains(c)) result.Append('\'');
            result.Append(c == '"' ? "\"\"" : c.ToString());
            start = Separators.Contains(c) || (start && char.IsWhiteSpace(c));
        }

        return result.ToString();
    }
}
