namespace Fleet.Jitsi.Lua.Syntax;

internal sealed class ExpressionParser(TokenReader tokens, Action skipFunctionBody)
{
    private static readonly HashSet<string> BinaryOperators =
    [
        "+", "-", "*", "/", "//", "%", "^", "..", "==", "~=", "<", "<=", ">", ">=", "&", "|", "~", "<<", ">>", "and", "or",
    ];

    public List<Expression> List()
    {
        var list = new List<Expression> { One() };
        while (tokens.TakeIf(",")) list.Add(One());
        return list;
    }

    public Expression One() => tokens.Nested(Operation);

    private Expression Operation()
    {
        var start = tokens.Current.Offset;
        var operands = new List<Expression>();
        var computed = false;
        do
        {
            while (TakeUnary()) computed = true;
            operands.Add(Operand());
        }
        while (TakeBinary());
        return operands.Count == 1 && !computed ? operands[0] : new Expression.Computed(start, operands);
    }

    private bool TakeUnary() => tokens.TakeIf("not") || tokens.TakeIf("-") || tokens.TakeIf("#") || tokens.TakeIf("~");

    private bool TakeBinary() =>
        tokens.Current.Kind is TokenKind.Symbol or TokenKind.Keyword
        && BinaryOperators.Contains(tokens.Spelling)
        && tokens.TakeText() != "";

    private Expression Operand()
    {
        var start = tokens.Current.Offset;
        switch (tokens.Current.Kind)
        {
            case TokenKind.String: return Text();
            case TokenKind.Number: return new Expression.Number(start, tokens.TakeText());
            case TokenKind.Keyword: return Keyword(start);
            case TokenKind.Symbol when tokens.Is("{"): return Table();
            case TokenKind.Symbol when tokens.TakeIf("..."): return new Expression.Computed(start, []);
            default: return Suffixed();
        }
    }

    private Expression Keyword(int start)
    {
        if (tokens.TakeIf("nil")) return new Expression.Nil(start);
        if (tokens.TakeIf("true")) return new Expression.Boolean(start, true);
        if (tokens.TakeIf("false")) return new Expression.Boolean(start, false);
        if (tokens.TakeIf("function")) skipFunctionBody();
        else tokens.Fail("unexpected keyword");
        return new Expression.Function(start);
    }

    private Expression.Text Text()
    {
        var (start, literal) = (tokens.Current.Offset, tokens.TakeText());
        return new(start, literal, StringLiteral.Value(literal));
    }

    private Expression.Table Table()
    {
        var start = tokens.Current.Offset;
        var fields = new List<TableField>();
        tokens.Expect("{");
        while (!tokens.Is("}") && !tokens.AtEnd)
        {
            fields.Add(Field());
            if (!tokens.TakeIf(",") && !tokens.TakeIf(";")) break;
        }
        tokens.Expect("}");
        return new(start, fields);
    }

    private TableField Field()
    {
        if (tokens.TakeIf("["))
        {
            var key = One();
            tokens.Expect("]");
            tokens.Expect("=");
            return new(key, One());
        }
        var value = One();
        return value is Expression.Name name && tokens.TakeIf("=")
            ? new(new Expression.Text(name.Offset, "", name.Value), One())
            : new(null, value);
    }

    /// <summary>A name or parenthesis with whatever follows: also the start of every assignment and call statement.</summary>
    public Expression Suffixed()
    {
        var start = tokens.Current.Offset;
        var root = Root(start);
        var suffixes = new List<Suffix>();
        while (!tokens.AtEnd && NextSuffix() is { } suffix) suffixes.Add(suffix);
        return suffixes.Count == 0 ? root : new Expression.Suffixed(start, root, suffixes);
    }

    private Expression Root(int start)
    {
        if (!tokens.TakeIf("(")) return new Expression.Name(start, tokens.ExpectName());
        var inside = One();
        tokens.Expect(")");
        // a parenthesis makes no assignment target of a name, and cuts a call to one value
        return inside is Expression.Name or Expression.Suffixed ? new Expression.Computed(start, [inside]) : inside;
    }

    private Suffix? NextSuffix()
    {
        if (tokens.TakeIf(".")) return new Suffix.Field(tokens.ExpectName());
        if (tokens.TakeIf("[")) return Index();
        if (tokens.TakeIf(":"))
        {
            var name = tokens.ExpectName();
            if (Arguments() is { } arguments) return new Suffix.Method(name, arguments);
            tokens.Fail("arguments expected");
            return null;
        }
        return Arguments() is { } given ? new Suffix.Call(given) : null;
    }

    private Suffix.Index Index()
    {
        var key = One();
        tokens.Expect("]");
        return new(key);
    }

    private List<Expression>? Arguments()
    {
        if (tokens.Current.Kind == TokenKind.String) return [Text()];
        if (tokens.Is("{")) return [tokens.Nested(Table)];
        if (!tokens.TakeIf("(")) return null;
        var list = tokens.Is(")") ? [] : List();
        tokens.Expect(")");
        return list;
    }
}
