namespace Fleet.Jitsi.Lua.Syntax;

/// <summary>
/// Cuts Lua 5.4 into tokens. The text has one character per byte (Latin-1), so offsets are byte offsets of the file; what lies between
/// tokens (blanks, comments) is kept by those offsets alone.
/// </summary>
internal sealed class Lexer
{
    private static readonly HashSet<string> Keywords =
    [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not", "or",
        "repeat", "return", "then", "true", "until", "while",
    ];

    private static readonly string[] Symbols =
    [
        "...", "..", "::", "==", "~=", "<=", ">=", "<<", ">>", "//", "+", "-", "*", "/", "%", "^", "#", "&", "~", "|", "<", ">", "=", "(",
        ")", "{", "}", "[", "]", ";", ":", ",", ".",
    ];

    private readonly string _text;
    private readonly List<Token> _tokens = [];
    private SyntaxProblem? _problem;
    private int _at;

    private Lexer(string text) => _text = text;

    public static (IReadOnlyList<Token> Tokens, SyntaxProblem? Problem) Read(string text)
    {
        var lexer = new Lexer(text);
        while (lexer.SkipBlanks() && lexer._problem is null) lexer.Next();
        lexer._tokens.Add(new(TokenKind.End, text.Length, 0));
        return (lexer._tokens, lexer._problem);
    }

    private bool SkipBlanks()
    {
        while (_at < _text.Length && _problem is null)
        {
            if (_text[_at] is ' ' or '\t' or '\r' or '\n' or '\v' or '\f') _at++;
            else if (Follows("--")) SkipComment();
            else return true;
        }
        return false;
    }

    private void SkipComment()
    {
        var start = _at;
        _at += 2;
        if (LongBracket.Level(_text, _at) is { } level)
        {
            if (LongBracket.End(_text, _at, level) is { } end) _at = end;
            else Fail(start, "unfinished long comment");
            return;
        }
        while (_at < _text.Length && _text[_at] is not ('\n' or '\r')) _at++;
    }

    private void Next()
    {
        var c = _text[_at];
        if (char.IsAsciiLetter(c) || c == '_') ReadName();
        else if (char.IsAsciiDigit(c) || (c == '.' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1]))) ReadNumber();
        else if (c is '"' or '\'') ReadShortString(c);
        else if (LongBracket.Level(_text, _at) is { } level) ReadLongString(level);
        else if (Array.Find(Symbols, Follows) is { } symbol) Add(TokenKind.Symbol, _at + symbol.Length);
        else if (_at == 0 && Follows("\u00EF\u00BB\u00BF")) Fail(_at, "a byte order mark, which Prosody does not accept");
        else Fail(_at, $"unexpected byte 0x{(int)c:X2}");
    }

    private void ReadName()
    {
        var end = _at;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] == '_')) end++;
        Add(Keywords.Contains(_text[_at..end]) ? TokenKind.Keyword : TokenKind.Name, end);
    }

    private void ReadNumber()
    {
        if (LuaNumber.End(_text, _at) is { } end) Add(TokenKind.Number, end);
        else Fail(_at, "malformed number");
    }

    private void ReadShortString(char quote)
    {
        if (ShortString.End(_text, _at, quote) is { } end) Add(TokenKind.String, end);
        else Fail(_at, "unfinished or malformed string");
    }

    private void ReadLongString(int level)
    {
        if (LongBracket.End(_text, _at, level) is { } end) Add(TokenKind.String, end);
        else Fail(_at, "unfinished long string");
    }

    private bool Follows(string what) => string.CompareOrdinal(_text, _at, what, 0, what.Length) == 0;

    private void Add(TokenKind kind, int end)
    {
        _tokens.Add(new(kind, _at, end - _at));
        _at = end;
    }

    private void Fail(int offset, string reason) => _problem ??= new(offset, reason);
}
