namespace Fleet.Jitsi.Web.Syntax;

/// <summary>Values and operators in turn, as JavaScript wants them: what has no comma where one is needed is found so.</summary>
internal sealed class JsExpressions(JsTokens tokens)
{
    private static readonly HashSet<string> Prefixes = ["!", "-", "+", "~", "++", "--", "..."];

    private static readonly HashSet<string> PrefixWords = ["typeof", "new", "void", "delete", "await", "async"];

    private static readonly HashSet<string> Operators =
    [
        "+", "-", "*", "/", "%", "**", "==", "!=", "===", "!==", "<", ">", "<=", ">=", "&&", "||", "??", "&", "|", "^", "<<", ">>", ">>>",
        "=", "+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^=", "&&=", "||=", "??=", "=>",
    ];

    private static readonly HashSet<string> Nothing = ["undefined", "null", "false"];

    /// <summary>One expression, up to a comma.</summary>
    public JsValue One() => tokens.Nested(Whole);

    private JsValue Whole()
    {
        var (first, alone, choices) = (Operand(), true, 0);
        for (; NextOperator(ref choices); alone = false) Operand();
        if (choices > 0) tokens.Fail("`:` expected");
        return alone ? first : new JsValue.Other(first.Offset);
    }

    private JsValue Operand()
    {
        var start = tokens.Position;
        while (IsPrefix()) tokens.Take();
        var prefixed = tokens.Position > start;
        var value = Primary();
        return Suffixes() || prefixed ? new JsValue.Other(value.Offset) : value;
    }

    private bool IsPrefix() => (tokens.Current.Kind, tokens.Spelling) switch
    {
        (JsTokenKind.Symbol, var symbol) => Prefixes.Contains(symbol),
        (JsTokenKind.Name, var word) => PrefixWords.Contains(word),
        _ => false,
    };

    private JsValue Primary()
    {
        var (token, spelling) = (tokens.Current, tokens.Spelling);
        switch (token.Kind)
        {
            case JsTokenKind.Symbol when spelling == "{": return Object();
            case JsTokenKind.Symbol when spelling is "(" or "[": return List(spelling == "(" ? ")" : "]");
            case JsTokenKind.Name when spelling is "function" or "class": return Definition();
            case JsTokenKind.Symbol or JsTokenKind.End:
                tokens.Fail("a value expected");
                return new JsValue.Other(token.Offset);
            default:
                tokens.Take();
                return Simple(token, spelling);
        }
    }

    private static JsValue Simple(JsToken token, string spelling) => token.Kind switch
    {
        JsTokenKind.Text => new JsValue.Text(token.Offset, spelling, Value(spelling)),
        JsTokenKind.Template when !spelling.Contains("${", StringComparison.Ordinal) => new JsValue.Text(token.Offset, spelling, Value(spelling)),
        JsTokenKind.Name when Nothing.Contains(spelling) => new JsValue.Nothing(token.Offset),
        _ => new JsValue.Other(token.Offset),
    };

    private static string? Value(string literal) =>
        literal.Contains(ServerSideInclude.Open, StringComparison.Ordinal) ? null : JsText.Value(literal);

    private JsValue.Other List(string close)
    {
        var open = tokens.Take();
        while (!tokens.Is(close) && !tokens.AtEnd)
        {
            if (tokens.TakeIf(",")) continue;
            One();
            if (!tokens.Is(close) && !tokens.Is(",")) tokens.Fail("`,` expected");
        }
        tokens.Expect(close);
        return new(open.Offset);
    }

    public JsValue Definition()
    {
        var start = tokens.Take();
        while (!tokens.Is("{") && !tokens.AtEnd)
        {
            if (tokens.Is("(")) tokens.SkipBrackets();
            else tokens.Take();
        }
        if (tokens.Is("{")) tokens.SkipBrackets();
        return new JsValue.Other(start.Offset);
    }

    private bool Suffixes()
    {
        var any = false;
        for (; ; any = true)
        {
            if (tokens.Is("(") || tokens.Is("[")) List(tokens.Is("(") ? ")" : "]");
            else if (tokens.Is(".") || tokens.Is("?.")) Member();
            else if ((tokens.Is("++") || tokens.Is("--")) && !tokens.Current.AfterLineEnd) tokens.Take();
            else if (tokens.Current.Kind == JsTokenKind.Template) tokens.Take();
            else return any;
        }
    }

    private void Member()
    {
        tokens.Take();
        if (tokens.Current.Kind == JsTokenKind.Name) tokens.Take();
        else if (!tokens.Is("(") && !tokens.Is("[")) tokens.Fail("a name expected");
    }

    /// <summary>Whether another operand follows; of a condition's two choices, whether the second is still to come.</summary>
    private bool NextOperator(ref int choices)
    {
        var spelling = tokens.Spelling;
        if (tokens.IsName("in") || tokens.IsName("instanceof")) tokens.Take();
        else if (tokens.Current.Kind != JsTokenKind.Symbol) return false;
        else if (spelling == "?") (choices, _) = (choices + 1, tokens.Take());
        else if (spelling == ":" && choices > 0) (choices, _) = (choices - 1, tokens.Take());
        else if (!Operators.Contains(spelling)) return false;
        else if (tokens.Take() is var _ && spelling == "=>" && tokens.Is("{")) return Body();
        return true;
    }

    private bool Body()
    {
        tokens.SkipBrackets();
        return false;
    }

    private JsValue.Object Object()
    {
        var open = tokens.Take();
        var (properties, isPlain) = (new List<JsProperty>(), true);
        while (!tokens.Is("}") && !tokens.AtEnd)
        {
            if (Property() is { } property) properties.Add(property);
            else isPlain = false;
            if (!tokens.Is("}")) tokens.Expect(",");
        }
        var end = tokens.Current.EndOffset;
        tokens.Expect("}");
        return new(open.Offset, end, properties, isPlain);
    }

    private JsProperty? Property()
    {
        var key = tokens.Current;
        var named = key.Kind is JsTokenKind.Name or JsTokenKind.Text or JsTokenKind.Number && tokens.IsAt(tokens.Position + 1, ":");
        if (!named) return Unnamed();
        var name = key.Kind == JsTokenKind.Text ? Value(tokens.Spelling) : tokens.Spelling;
        tokens.GoTo(tokens.Position + 2);
        var value = One();
        return name is null ? null : new(key.Offset, name, value);
    }

    // { a } { ...a } { [a]: b } { a() {} } { get a() {} } { async *a() {} }
    private JsProperty? Unnamed()
    {
        var (offset, name) = (tokens.Current.Offset, (string?)null);
        if (tokens.TakeIf("..."))
        {
            One();
            return null;
        }
        for (; tokens.Current.Kind is JsTokenKind.Name or JsTokenKind.Text or JsTokenKind.Number || tokens.Is("*"); tokens.Take())
            name = tokens.Current.Kind == JsTokenKind.Text ? Value(tokens.Spelling) : tokens.Spelling;
        if (tokens.Is("["))
        {
            tokens.SkipBrackets();
            name = null;
        }
        if (tokens.TakeIf(":")) One();
        else if (tokens.Is("(")) Definition();
        else if (!tokens.Is(",") && !tokens.Is("}")) tokens.Fail("`:` or `,` expected");
        return name is null ? null : new(offset, name, new JsValue.Other(offset));
    }
}
