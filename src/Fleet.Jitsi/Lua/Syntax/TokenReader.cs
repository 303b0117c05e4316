namespace Fleet.Jitsi.Lua.Syntax;

/// <summary>Walks the tokens. After a problem only the end is left, so that every loop of the parser ends by itself.</summary>
internal sealed class TokenReader(string text, IReadOnlyList<Token> tokens)
{
    // Lua's own limit is 200 levels; beyond this the parser gives up rather than the stack
    private const int DeepestNesting = 100;

    private int _position;
    private int _depth;

    public SyntaxProblem? Problem { get; private set; }

    public Token Current => tokens[_position];

    public bool AtEnd => Current.Kind == TokenKind.End;

    public string Spelling => text.Substring(Current.Offset, Current.Length);

    public Token Take()
    {
        var token = Current;
        if (!AtEnd) _position++;
        return token;
    }

    public string TakeText()
    {
        var spelling = Spelling;
        Take();
        return spelling;
    }

    public bool Is(string spelling) => Current.Kind is TokenKind.Symbol or TokenKind.Keyword && Matches(spelling);

    public bool TakeIf(string spelling)
    {
        if (!Is(spelling)) return false;
        Take();
        return true;
    }

    public void Expect(string spelling)
    {
        if (!TakeIf(spelling)) Fail($"'{spelling}' expected");
    }

    public string ExpectName()
    {
        if (Current.Kind == TokenKind.Name) return TakeText();
        Fail("name expected");
        return "";
    }

    public void Fail(string reason)
    {
        Problem ??= new(Current.Offset, AtEnd ? $"{reason} near the end" : reason);
        _position = tokens.Count - 1;
    }

    public T Nested<T>(Func<T> parse)
    {
        if (++_depth > DeepestNesting) Fail("nested too deeply");
        var parsed = parse();
        _depth--;
        return parsed;
    }

    private bool Matches(string spelling) =>
        Current.Length == spelling.Length && string.CompareOrdinal(text, Current.Offset, spelling, 0, spelling.Length) == 0;
}
