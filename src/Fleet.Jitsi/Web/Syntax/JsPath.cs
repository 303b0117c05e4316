namespace Fleet.Jitsi.Web.Syntax;

/// <summary><c>config.hosts.x</c>, <c>config['hosts']['x']</c> and <c>window.config</c>, as far as its names are plain.</summary>
/// <param name="Names">The first is `config`.</param>
/// <param name="End">The position of the first token that does not belong to it.</param>
internal sealed record JsPath(IReadOnlyList<string> Names, int End)
{
    public const string Root = "config";

    private static readonly HashSet<string> Globals = ["window", "globalThis", "self"];

    public string Spelling => string.Join('.', Names);

    /// <summary>Null when no such path starts here.</summary>
    public static JsPath? At(JsTokens tokens, int position)
    {
        var at = IsName(tokens, position) && Globals.Contains(tokens.SpellingAt(position)) && tokens.IsAt(position + 1, ".")
            ? position + 2
            : position;
        if (!IsName(tokens, at) || tokens.SpellingAt(at) != Root) return null;
        var names = new List<string> { Root };
        for (at++; Member(tokens, at) is var (name, next); at = next) names.Add(name);
        return new(names, at);
    }

    /// <summary>Whether this name is a member of something else, or a key: no variable.</summary>
    public static bool IsOther(JsTokens tokens, int position) =>
        ((tokens.IsAt(position - 1, ".") || tokens.IsAt(position - 1, "?.")) && !Globals.Contains(tokens.SpellingAt(position - 2)))
        || (tokens.IsAt(position + 1, ":") && (tokens.IsAt(position - 1, "{") || tokens.IsAt(position - 1, ",")));

    private static (string Name, int Next)? Member(JsTokens tokens, int at)
    {
        if ((tokens.IsAt(at, ".") || tokens.IsAt(at, "?.")) && IsName(tokens, at + 1)) return (tokens.SpellingAt(at + 1), at + 2);
        return tokens.IsAt(at, "[") && tokens.At(at + 1).Kind == JsTokenKind.Text && tokens.IsAt(at + 2, "]")
            && JsText.Value(tokens.SpellingAt(at + 1)) is { } name
                ? (name, at + 3)
                : null;
    }

    private static bool IsName(JsTokens tokens, int at) => tokens.At(at).Kind == JsTokenKind.Name;
}
