using System.CommandLine.Parsing;

namespace Fleet.Cli.Servers;

internal static class LabelText
{
    public static void Refuse(IEnumerable<Token> tokens, bool mayRemove, Action<string> addError)
    {
        foreach (var token in tokens.Where(t => !IsSet(t.Value) && !(mayRemove && IsRemoval(t.Value))))
            addError($"'{token.Value}' is no label: write KEY=VALUE{(mayRemove ? ", or KEY- to remove it" : "")}.");
    }

    public static IReadOnlyDictionary<string, string> Sets(IEnumerable<string> labels) => labels
        .Where(IsSet).Select(l => l.Split('=', 2)).GroupBy(p => p[0], StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => g.Last()[1], StringComparer.Ordinal);

    public static IReadOnlyList<string> Removals(IEnumerable<string> labels) => [.. labels.Where(IsRemoval).Select(l => l[..^1])];

    private static bool IsSet(string text) => text.IndexOf('=', StringComparison.Ordinal) > 0;

    private static bool IsRemoval(string text) => text.Length > 1 && text.EndsWith('-') && !IsSet(text);
}
