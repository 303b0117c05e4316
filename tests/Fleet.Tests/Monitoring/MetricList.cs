using System.Text.RegularExpressions;

namespace Fleet.Tests.Monitoring;

/// <summary>The metrics that Fleet promises, with their labels, as the document lists them.</summary>
internal static partial class MetricList
{
    private const StringSplitOptions Bare = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    public static Dictionary<string, string[]> All(string root) =>
        Row().Matches(File.ReadAllText(Path.Combine(root, ".github/docs/metrics.md")))
            .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["labels"].Value.Split(',', Bare));

    [GeneratedRegex(@"^\| `(?<name>\w+)` \| (?<labels>[^|]*)\|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
