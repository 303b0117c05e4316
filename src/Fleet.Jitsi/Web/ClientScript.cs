using Fleet.Jitsi.Web.Syntax;

namespace Fleet.Jitsi.Web;

/// <summary>
/// What the web client's config.js makes of <c>hosts.anonymousdomain</c>, read without running it: the value, or why it can't be known.
/// </summary>
internal sealed class ClientScript
{
    public const string Option = "anonymousdomain";

    private const string HostsPath = "config.hosts", OptionPath = HostsPath + "." + Option;

    // each runs or reaches what is not looked at
    private static readonly HashSet<string> Reaching = ["eval", "Function", "importScripts", "with"];

    private readonly string _text;
    private bool _hasConfig;

    private ClientScript(string text) => _text = text;

    /// <summary>Why the value can't be determined, with its line; null when it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Null when it is not set.</summary>
    public string? AnonymousDomain { get; private set; }

    /// <summary>The string that sets it, quotes and all.</summary>
    public ClientLiteral? Literal { get; private set; }

    /// <summary>The `hosts` that hold; null when there is none that could be added to.</summary>
    public ClientHosts? Hosts { get; private set; }

    /// <summary>Never throws, whatever the text.</summary>
    public static ClientScript Read(string text)
    {
        var script = new ClientScript(text);
        script.Follow(Readable(text));
        return script;
    }

    public int LineOf(int offset) => _text.AsSpan(0, Math.Min(offset, _text.Length)).Count('\n') + 1;

    // on the wire a byte that is no plain character is a question mark: a byte order mark is three
    private static string Readable(string text) => text.StartsWith("???", StringComparison.Ordinal) ? "   " + text[3..] : text;

    private void Follow(string text)
    {
        var (list, problem) = JsLexer.Read(text);
        if ((ServerSideInclude.Problem(text) ?? problem) is { } broken)
        {
            Doubt(broken.Offset, broken.Reason);
            return;
        }
        var tokens = new JsTokens(text, list);
        var statements = new JsStatements(tokens, Wrote);
        statements.Run();
        if (tokens.Problem is { } wrong) Doubt(wrong.Offset, $"{wrong.Reason}: no browser runs it");
        if (statements.End is { } end) Doubt(end, "the script may end here");
        Others(new JsTokens(text, list), statements.Followed);
        if (!_hasConfig) Doubt(0, "no `config` is made here");
    }

    private void Wrote(string path, JsValue? value, bool certain)
    {
        if (path is not (JsPath.Root or HostsPath or OptionPath)) return;
        if (!certain) Doubt(value?.Offset ?? 0, $"`{path}` is set under a condition");
        else if (path == OptionPath) Set(value);
        else if (value is not JsValue.Object { IsPlain: true } made) Doubt(value?.Offset ?? 0, $"`{path}` is computed");
        else if (path == HostsPath) Take(made);
        else Make(made);
    }

    private void Make(JsValue.Object config)
    {
        _hasConfig = true;
        switch (config.Last("hosts")?.Value)
        {
            case null: Clear(); break;
            case JsValue.Object { IsPlain: true } hosts: Take(hosts); break;
            case var other: Doubt(other.Offset, $"`{HostsPath}` is computed"); break;
        }
    }

    private void Take(JsValue.Object hosts)
    {
        Clear();
        Hosts = new(hosts.Offset, hosts.End);
        if (hosts.Last(Option) is { } property) Set(property.Value, property.Offset);
    }

    private void Set(JsValue? value, int? option = null)
    {
        (AnonymousDomain, Literal) = (null, null);
        if (value is JsValue.Text { Value: { } domain } text && domain.All(c => c is > ' ' and <= '~' and not '?'))
            (AnonymousDomain, Literal) = (domain.Length == 0 ? null : domain, new(text.Offset, text.Literal, option));
        else if (value is not (null or JsValue.Nothing)) Doubt(value.Offset, $"`{Option}` is computed");
    }

    private void Clear() => (AnonymousDomain, Literal, Hosts) = (null, null, null);

    // any use of config that was not followed may set it
    private void Others(JsTokens tokens, HashSet<int> followed)
    {
        for (var at = 0; at < tokens.Count; at++)
        {
            var (kind, spelling) = (tokens.At(at).Kind, tokens.SpellingAt(at));
            var reaches = kind switch
            {
                JsTokenKind.Name => Reaching.Contains(spelling) || (spelling == JsPath.Root && !followed.Contains(at) && MayWrite(tokens, at)),
                JsTokenKind.Text => tokens.IsAt(at - 1, "[") && JsText.Value(spelling) == JsPath.Root,
                JsTokenKind.Template => spelling.Contains("${", StringComparison.Ordinal) && spelling.Contains(JsPath.Root, StringComparison.Ordinal),
                _ => false,
            };
            if (reaches) Doubt(tokens.At(at).Offset, $"this use of `{spelling}` may set it");
        }
    }

    private static bool MayWrite(JsTokens tokens, int at)
    {
        if (JsPath.IsOther(tokens, at)) return false;
        var path = JsPath.At(tokens, at)!;
        return path.Names switch
        {
            [_] => tokens.SpellingAt(at - 1) != "typeof",
            [_, "hosts"] => true,
            [_, "hosts", Option] => IsWritten(tokens, at, path.End),
            _ => false,
        };
    }

    private static bool IsWritten(JsTokens tokens, int start, int end) =>
        tokens.SpellingAt(start - 1) is "delete" or "++" or "--"
        || (tokens.SpellingAt(end) is var next && (next is "++" or "--" || (next.EndsWith('=') && next is not ("==" or "===" or "!=" or "!==" or ">=" or "<="))));

    private void Doubt(int offset, string reason) => Problem ??= $"line {LineOf(offset)}: {reason}";
}

/// <param name="Option">Where the option's name stands, when it is one of the object; null for an assignment.</param>
internal sealed record ClientLiteral(int Offset, string Text, int? Option);

/// <summary>From its opening brace to behind the closing one.</summary>
internal sealed record ClientHosts(int Offset, int End);
