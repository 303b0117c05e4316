namespace Fleet.Jitsi.Web.Syntax;

/// <summary>Cuts JavaScript into tokens; comments, blanks and line ends are left out, offsets kept. Never throws, whatever the text.</summary>
internal sealed class JsLexer
{
    // longest first
    private static readonly string[] Symbols =
    [
        ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.",
        "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**",
    ];

    // after one of these comes a value, so a slash begins a regular expression
    private static readonly HashSet<string> BeforeValues =
        ["return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "instanceof", "await", "yield"];

    private readonly string _text;
    private readonly List<JsToken> _tokens = [];
    private int _at;
    private bool _newLine = true;
    private JsProblem? _problem;

    private JsLexer(string text) => _text = text;

    public static (IReadOnlyList<JsToken> Tokens, JsProblem? Problem) Read(string text)
    {
        var lexer = new JsLexer(text);
        while (lexer._problem is null && lexer.SkipBlanks()) lexer.One();
        lexer._tokens.Add(new(JsTokenKind.End, text.Length, 0, AfterLineEnd: true));
        return (lexer._tokens, lexer._problem);
    }

    private bool SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] is '\n' or '\r') _newLine = true;
            else if (IsLineComment()) _at = LineEnd() - 1;
            else if (Starts("/*")) SkipBlockComment();
            else if (_text[_at] is not (' ' or '\t' or '\v' or '\f')) return true;
            _at++;
        }
        return false;
    }

    // `<!--` and, at the start of a line, `-->` are comments of old: a script in a page may have them
    private bool IsLineComment() => Starts("//") || (Starts("<!--") && !Starts(ServerSideInclude.Open)) || (_newLine && Starts("-->"));

    private int LineEnd() => _text.AsSpan(_at).IndexOfAny('\n', '\r') is var length && length < 0 ? _text.Length : _at + length;

    private void SkipBlockComment()
    {
        var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0) _problem ??= new(_at, "a comment without end");
        _newLine |= _text.AsSpan(_at, (end < 0 ? _text.Length : end) - _at).Contains('\n');
        _at = end < 0 ? _text.Length : end + 1;
    }

    private void One()
    {
        var c = _text[_at];
        if (c is '\'' or '"') Take(JsTokenKind.Text, JsText.End(_text, _at), "a string without end");
        else if (c == '`') Take(JsTokenKind.Template, JsText.TemplateEnd(_text, _at), "a template without end");
        else if (Starts(ServerSideInclude.Open)) Take(JsTokenKind.Inserted, ServerSideInclude.End(_text, _at), "an include without end");
        else if (IsNamePart(c) && !char.IsAsciiDigit(c)) Take(JsTokenKind.Name, Run(IsNamePart), "");
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Next(1)))) Take(JsTokenKind.Number, NumberEnd(), "");
        else if (c == '/' && ExpectsValue()) Take(JsTokenKind.Regex, JsText.RegexEnd(_text, _at), "a regular expression without end");
        else Take(JsTokenKind.Symbol, _at + (Array.Find(Symbols, Starts)?.Length ?? 1), "");
    }

    private void Take(JsTokenKind kind, int? end, string otherwise)
    {
        if (end is not { } after)
        {
            _problem ??= new(_at, otherwise);
            return;
        }
        _tokens.Add(new(kind, _at, after - _at, _newLine));
        (_at, _newLine) = (after, false);
    }

    private bool ExpectsValue() => _tokens is not [.., var last] || last.Kind switch
    {
        JsTokenKind.Name => BeforeValues.Contains(_text.Substring(last.Offset, last.Length)),
        JsTokenKind.Symbol => _text[last.Offset] is not (')' or ']' or '}') && _text.Substring(last.Offset, last.Length) is not ("++" or "--"),
        _ => false,
    };

    private int NumberEnd()
    {
        var end = Run(c => IsNamePart(c) || c == '.');
        var signed = end < _text.Length && _text[end] is '+' or '-' && _text[end - 1] is 'e' or 'E' && Next(1) is not ('x' or 'X');
        if (!signed) return end;
        for (end++; end < _text.Length && IsNamePart(_text[end]);) end++;
        return end;
    }

    private int Run(Func<char, bool> part)
    {
        var end = _at;
        while (end < _text.Length && part(_text[end])) end++;
        return end;
    }

    private char Next(int by) => _at + by < _text.Length ? _text[_at + by] : '\0';

    private bool Starts(string with) => string.CompareOrdinal(_text, _at, with, 0, with.Length) == 0;

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '#';
}
