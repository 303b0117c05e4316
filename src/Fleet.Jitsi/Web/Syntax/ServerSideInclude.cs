using System.Text.RegularExpressions;

namespace Fleet.Jitsi.Web.Syntax;

/// <summary>nginx's tags in a served file: they are replaced wherever they stand, in strings and comments, too.</summary>
internal static partial class ServerSideInclude
{
    public const string Open = "<!--#";
    private const string Close = "-->";

    // these put a variable's value there, or nothing; any other may bring whole statements
    private static readonly HashSet<string> Harmless = ["echo", "set", "config"];

    public static int? End(string text, int at) =>
        text.IndexOf(Close, at, StringComparison.Ordinal) is var end && end < 0 ? null : end + Close.Length;

    public static JsProblem? Problem(string text)
    {
        foreach (Match tag in Tag().Matches(text))
            if (!Harmless.Contains(tag.Groups["name"].Value)) return new(tag.Index, "nginx puts another file, or a part of this one, here");
        return null;
    }

    [GeneratedRegex(@"<!--#\s*(?<name>[a-z]*)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
