namespace Fleet.Jitsi.Web.Syntax;

/// <summary>Walks the tokens. After a problem only the end is left, so that every loop of a parser ends by itself.</summary>
internal sealed class JsTokens(string text, IReadOnlyList<JsToken> tokens)
{
    private const int DeepestNesting = 100;

    private int _depth;

    public int Position { get; private set; }

    public JsProblem? Problem { get; private set; }

    public JsToken Current => tokens[Position];

    public bool AtEnd => Current.Kind == JsTokenKind.End;

    public string Spelling => SpellingAt(Position);

    public int Count => tokens.Count;

    public JsToken At(int position) => tokens[Math.Clamp(position, 0, tokens.Count - 1)];

    public string SpellingAt(int position) => At(position) is var token ? text.Substring(token.Offset, token.Length) : "";

    public JsToken Take()
    {
        var token = Current;
        if (!AtEnd) Position++;
        return token;
    }

    public bool Is(string symbol) => IsAt(Position, symbol);

    public bool IsName(string name) => Current.Kind == JsTokenKind.Name && Spelling == name;

    public bool IsAt(int position, string symbol) => At(position).Kind == JsTokenKind.Symbol && SpellingAt(position) == symbol;

    public bool TakeIf(string symbol)
    {
        if (!Is(symbol)) return false;
        Take();
        return true;
    }

    public void Expect(string symbol)
    {
        if (!TakeIf(symbol)) Fail($"`{symbol}` expected");
    }

    public void Fail(string reason)
    {
        Problem ??= new(Current.Offset, AtEnd ? $"{reason} at the end" : reason);
        Position = tokens.Count - 1;
    }

    public void GoTo(int position) => Position = Problem is null ? position : Position;

    /// <summary>From an opening bracket to behind its closing one, whatever is in between.</summary>
    public void SkipBrackets()
    {
        var open = new Stack<string>();
        do
        {
            var spelling = Current.Kind == JsTokenKind.Symbol ? Spelling : "";
            if (spelling is "(" or "[" or "{") open.Push(spelling switch { "(" => ")", "[" => "]", _ => "}" });
            else if (spelling is ")" or "]" or "}" && (!open.TryPop(out var expected) || expected != spelling)) Fail($"`{spelling}` too many");
            if (AtEnd) Fail("a bracket is not closed");
            else Take();
        }
        while (open.Count > 0 && !AtEnd);
        if (open.Count > 0) Fail("a bracket is not closed");
    }

    public T Nested<T>(Func<T> parse)
    {
        if (++_depth > DeepestNesting) Fail("nested too deeply");
        var parsed = parse();
        _depth--;
        return parsed;
    }
}
