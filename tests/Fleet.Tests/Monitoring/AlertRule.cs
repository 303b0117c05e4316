using System.Text.RegularExpressions;

namespace Fleet.Tests.Monitoring;

/// <summary>An alert of the rule files: what they hold is checked by promtool, its expression is read here.</summary>
internal sealed partial record AlertRule(string Name, string Expression)
{
    public static AlertRule[] All(string root) =>
        [.. Directory.GetFiles(Path.Combine(root, "infra/prometheus/rules"), "*.yml").Order(StringComparer.Ordinal)
            .SelectMany(f => Rule().Matches(File.ReadAllText(f)))
            .Select(m => new AlertRule(m.Groups["name"].Value, m.Groups["expr"].Value.Trim()))];

    // in one line, or as a block that is indented further
    [GeneratedRegex(@"alert: (?<name>\w+)\n +expr: (?:\|\n(?<expr>(?: {10}.*\n)+)|(?<expr>.*)\n)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rule();
}
