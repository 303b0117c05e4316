namespace Fleet.Jitsi.Lua.Syntax;

/// <summary>Reads a whole chunk of Lua 5.4, or says why it is none. Never throws, whatever the text.</summary>
internal sealed class Parser
{
    private readonly TokenReader _tokens;
    private readonly ExpressionParser _expressions;

    private Parser(TokenReader tokens)
    {
        _tokens = tokens;
        _expressions = new(tokens, SkipFunctionBody);
    }

    public static (IReadOnlyList<Statement> Body, SyntaxProblem? Problem) Parse(string text)
    {
        var (tokens, problem) = Lexer.Read(text);
        if (problem is not null) return ([], problem);
        var reader = new TokenReader(text, tokens);
        var body = new Parser(reader).Body();
        if (!reader.AtEnd) reader.Fail("statement expected");
        return reader.Problem is null ? (body, null) : ([], reader.Problem);
    }

    private List<Statement> Body()
    {
        var body = new List<Statement>();
        while (!_tokens.AtEnd && !EndsBlock())
        {
            if (_tokens.TakeIf(";")) continue;
            var statement = _tokens.Nested(One);
            body.Add(statement);
            if (statement is Statement.Return) break;
        }
        return body;
    }

    private bool EndsBlock() => _tokens.Is("end") || _tokens.Is("else") || _tokens.Is("elseif") || _tokens.Is("until");

    private Statement One()
    {
        var start = _tokens.Current.Offset;
        return _tokens.Current.Kind == TokenKind.Keyword || _tokens.Is("::") ? Keyword(start) : CallOrAssignment(start);
    }

    private Statement Keyword(int start)
    {
        switch (_tokens.TakeText())
        {
            case "do": return new Statement.Block(start, BodyThen("end"));
            case "if": return If(start);
            case "while": return While(start);
            case "repeat": return Repeat(start);
            case "for": return For(start);
            case "function": return Function(start);
            case "local": return Local(start);
            case "return": return Return(start);
            case "break": return new Statement.Jump(start);
            case "goto": return Jump(start);
            case "::": return Label(start);
            default:
                _tokens.Fail("unexpected keyword");
                return new Statement.Jump(start);
        }
    }

    private List<Statement> BodyThen(string end)
    {
        var body = Body();
        _tokens.Expect(end);
        return body;
    }

    private Statement.Conditional If(int start)
    {
        var (conditions, body) = (new List<Expression>(), new List<Statement>());
        do
        {
            conditions.Add(_expressions.One());
            _tokens.Expect("then");
            body.AddRange(Body());
        }
        while (_tokens.TakeIf("elseif"));
        if (_tokens.TakeIf("else")) body.AddRange(Body());
        _tokens.Expect("end");
        return new(start, [], conditions, body);
    }

    private Statement.Conditional While(int start)
    {
        var condition = _expressions.One();
        _tokens.Expect("do");
        return new(start, [], [condition], BodyThen("end"));
    }

    private Statement.Conditional Repeat(int start)
    {
        var body = BodyThen("until");
        return new(start, [], [_expressions.One()], body);
    }

    private Statement.Conditional For(int start)
    {
        var names = Names();
        if (!_tokens.TakeIf("=") && !_tokens.TakeIf("in")) _tokens.Fail("'=' or 'in' expected");
        var range = _expressions.List();
        _tokens.Expect("do");
        return new(start, names, range, BodyThen("end"));
    }

    private Statement.Function Function(int start)
    {
        var root = new Expression.Name(start, _tokens.ExpectName());
        var suffixes = new List<Suffix>();
        while (_tokens.TakeIf(".") || _tokens.TakeIf(":")) suffixes.Add(new Suffix.Field(_tokens.ExpectName()));
        SkipFunctionBody();
        return new(start, suffixes.Count == 0 ? root : new Expression.Suffixed(start, root, suffixes), IsLocal: false);
    }

    private Statement Local(int start)
    {
        if (_tokens.TakeIf("function"))
        {
            var name = new Expression.Name(start, _tokens.ExpectName());
            SkipFunctionBody();
            return new Statement.Function(start, name, IsLocal: true);
        }
        var names = Names();
        if (_tokens.Is("<")) _tokens.Fail("attributes of locals are not followed");
        return new Statement.Local(start, names, _tokens.TakeIf("=") ? _expressions.List() : []);
    }

    private List<string> Names()
    {
        var names = new List<string> { _tokens.ExpectName() };
        while (_tokens.TakeIf(",")) names.Add(_tokens.ExpectName());
        return names;
    }

    private Statement.Return Return(int start)
    {
        var values = _tokens.AtEnd || EndsBlock() || _tokens.Is(";") ? [] : _expressions.List();
        _tokens.TakeIf(";");
        return new(start, values);
    }

    private Statement.Jump Jump(int start)
    {
        _tokens.ExpectName();
        return new(start);
    }

    private Statement.Jump Label(int start)
    {
        _tokens.ExpectName();
        _tokens.Expect("::");
        return new(start);
    }

    private Statement CallOrAssignment(int start)
    {
        var first = _expressions.Suffixed();
        if (first is Expression.Suffixed { Suffixes: [.., Suffix.Call or Suffix.Method] } call) return new Statement.Call(start, call);
        var targets = new List<Expression> { first };
        while (_tokens.TakeIf(",")) targets.Add(_expressions.Suffixed());
        _tokens.Expect("=");
        if (!targets.TrueForAll(IsAssignable)) _tokens.Fail("cannot be assigned to");
        return new Statement.Assignment(start, targets, _expressions.List());
    }

    private static bool IsAssignable(Expression target) =>
        target is Expression.Name or Expression.Suffixed { Suffixes: [.., Suffix.Field or Suffix.Index] };

    private void SkipFunctionBody()
    {
        _tokens.Expect("(");
        while (!_tokens.Is(")") && !_tokens.AtEnd)
        {
            if (!_tokens.TakeIf("...")) _tokens.ExpectName();
            if (!_tokens.TakeIf(",")) break;
        }
        _tokens.Expect(")");
        _tokens.Nested(() => BodyThen("end"));
    }
}
