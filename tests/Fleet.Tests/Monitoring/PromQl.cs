using System.Text.RegularExpressions;

namespace Fleet.Tests.Monitoring;

/// <summary>Names of series in a PromQL expression.</summary>
internal static partial class PromQl
{
    private static readonly string[] Words = ["and", "or", "unless", "bool", "offset"];

    public static string[] Series(string expression)
    {
        var bare = Labels().Replace(Quoted().Replace(expression, ""), "");
        return [.. Name().Matches(bare).Select(m => m.Value).Where(n => !Words.Contains(n)).Distinct()];
    }

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex Quoted();

    // matchers, durations, and the lists of by, on and their like
    [GeneratedRegex(
        @"\{[^}]*\}|\[[^\]]*\]|\b(by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Labels();

    [GeneratedRegex(@"\b[A-Za-z_]\w*\b(?!\s*\()", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
