namespace Fleet.Jitsi.Web.Syntax;

/// <summary>Follows a script's statements as far as they write to <c>config</c>.</summary>
/// <param name="wrote">A plain assignment: to what, the value, whether it happens for certain. A null value: deleted.</param>
internal sealed class JsStatements(JsTokens tokens, Action<string, JsValue?, bool> wrote)
{
    private readonly JsExpressions _expressions = new(tokens);

    /// <summary>The tokens of <c>config</c> that were followed; any other use of it may be anything.</summary>
    public HashSet<int> Followed { get; } = [];

    /// <summary>Where the script may end early.</summary>
    public int? End { get; private set; }

    public void Run()
    {
        while (!tokens.AtEnd) Statement(certain: true);
    }

    private void Statement(bool certain) => tokens.Nested(() =>
    {
        if (tokens.Current.Kind == JsTokenKind.Name) Keyword(certain);
        else if (tokens.Is("{")) Block(certain);
        else if (!tokens.TakeIf(";")) Expressions(certain);
        return true;
    });

    private void Keyword(bool certain)
    {
        switch (tokens.Spelling)
        {
            case "var" or "let" or "const": Declare(certain); break;
            case "if" or "while" or "for" or "with": Conditional(); break;
            case "do": DoWhile(); break;
            case "try": Try(); break;
            case "switch": Skip(brackets: 2); break;
            case "function" or "class": _expressions.Definition(); break;
            case "return" or "throw" or "break" or "continue": Jump(certain); break;
            default: Expressions(certain); break;
        }
    }

    private void Block(bool certain)
    {
        tokens.Expect("{");
        while (!tokens.Is("}") && !tokens.AtEnd) Statement(certain);
        tokens.Expect("}");
    }

    private void Declare(bool certain)
    {
        tokens.Take();
        do
        {
            var (position, name) = (tokens.Position, tokens.Spelling);
            if (tokens.Is("{") || tokens.Is("[")) tokens.SkipBrackets();
            else if (tokens.Take().Kind != JsTokenKind.Name) tokens.Fail("a name expected");
            if (!tokens.TakeIf("=")) continue;
            var value = _expressions.One();
            if (name == JsPath.Root) Follow(position, position + 1, name, value, certain);
        }
        while (tokens.TakeIf(","));
        Terminate();
    }

    private void Conditional()
    {
        Skip(brackets: 1);
        Statement(certain: false);
        if (tokens.IsName("else")) Otherwise();
    }

    private void Otherwise()
    {
        tokens.Take();
        Statement(certain: false);
    }

    private void DoWhile()
    {
        tokens.Take();
        Statement(certain: false);
        if (tokens.IsName("while")) Skip(brackets: 1);
        tokens.TakeIf(";");
    }

    private void Try()
    {
        tokens.Take();
        Block(certain: false);
        if (tokens.IsName("catch")) Handler();
        if (tokens.IsName("finally")) Handler();
    }

    private void Handler()
    {
        tokens.Take();
        if (tokens.Is("(")) tokens.SkipBrackets();
        Block(certain: false);
    }

    private void Skip(int brackets)
    {
        tokens.Take();
        while (tokens.Current.Kind == JsTokenKind.Name) tokens.Take();
        for (var i = 0; i < brackets; i++) tokens.SkipBrackets();
    }

    private void Jump(bool certain)
    {
        var jump = tokens.Take();
        if (certain || tokens.SpellingAt(tokens.Position - 1) is "throw" or "return") End ??= jump.Offset;
        if (!tokens.Current.AfterLineEnd && !tokens.Is(";") && !tokens.Is("}")) _expressions.One();
        Terminate();
    }

    private void Expressions(bool certain)
    {
        do One(certain);
        while (tokens.TakeIf(","));
        // a label
        if (!tokens.TakeIf(":")) Terminate();
    }

    private void One(bool certain)
    {
        var start = tokens.IsName("delete") ? tokens.Position + 1 : tokens.Position;
        if (JsPath.At(tokens, start) is not { } path) _expressions.One();
        else if (start > tokens.Position) Delete(path, start, certain);
        else if (tokens.IsAt(path.End, "=")) Assign(path, start, certain);
        else _expressions.One();
    }

    private void Delete(JsPath path, int start, bool certain)
    {
        tokens.GoTo(path.End);
        Follow(start, path.End, path.Spelling, null, certain);
    }

    private void Assign(JsPath path, int start, bool certain)
    {
        tokens.GoTo(path.End + 1);
        Follow(start, path.End, path.Spelling, _expressions.One(), certain);
    }

    private void Follow(int start, int end, string path, JsValue? value, bool certain)
    {
        Followed.UnionWith(Enumerable.Range(start, end - start));
        wrote(path, value, certain);
    }

    private void Terminate()
    {
        if (!tokens.TakeIf(";") && !tokens.Is("}") && !tokens.AtEnd && !tokens.Current.AfterLineEnd) tokens.Fail("`;` or an operator expected");
    }
}
