using System.Globalization;
using System.Text;

namespace Fleet.Jitsi.Web.Syntax;

/// <summary>Strings, templates and regular expressions.</summary>
internal static class JsText
{
    private const int DeepestTemplate = 20;

    /// <summary>The offset behind the closing quote, or null.</summary>
    public static int? End(string text, int at)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == text[at]) return i + 1;
            if (text[i] is '\n' or '\r') return null;
            if (text[i] == '\\') i += text.AsSpan(i + 1).StartsWith("\r\n") ? 2 : 1;
        }
        return null;
    }

    public static int? TemplateEnd(string text, int at, int depth = 0)
    {
        for (var i = at + 1; i < text.Length && depth < DeepestTemplate; i++)
        {
            if (text[i] == '`') return i + 1;
            if (text[i] == '\\') i++;
            else if (text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{')
            {
                if (SubstitutionEnd(text, i + 2, depth) is not { } end) return null;
                i = end - 1;
            }
        }
        return null;
    }

    public static int? RegexEnd(string text, int at)
    {
        var inClass = false;
        for (var i = at + 1; i < text.Length && text[i] is not ('\n' or '\r'); i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '[') inClass = true;
            else if (text[i] == ']') inClass = false;
            else if (text[i] == '/' && !inClass) return i + 1 + text.AsSpan(i + 1).IndexOfAnyExceptInRange('a', 'z') switch { < 0 => text.Length - i - 1, var flags => flags };
        }
        return null;
    }

    /// <summary>What the literal means; null when it has an escape that is not followed here.</summary>
    public static string? Value(string literal)
    {
        var value = new StringBuilder(literal.Length);
        for (var i = 1; i < literal.Length - 1; i++)
        {
            if (literal[i] != '\\') value.Append(literal[i]);
            else if (literal[i + 1] is '\'' or '"' or '`' or '\\' or '/' or '.' or '-') value.Append(literal[++i]);
            else if (Hex(literal, i + 1) is var (character, length)) { value.Append(character); i += length; }
            else return null;
        }
        return value.ToString();
    }

    private static (char, int)? Hex(string literal, int at)
    {
        var digits = literal[at] switch { 'x' => 2, 'u' => 4, _ => 0 };
        return digits > 0 && at + digits < literal.Length - 1
            && int.TryParse(literal.AsSpan(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
                ? ((char)code, digits + 1)
                : null;
    }

    private static int? SubstitutionEnd(string text, int at, int depth)
    {
        var open = 1;
        for (var i = at; i < text.Length; i++)
        {
            if (text[i] == '{') open++;
            else if (text[i] == '}' && --open == 0) return i + 1;
            else if (text[i] is '\'' or '"' or '`')
            {
                var end = text[i] == '`' ? TemplateEnd(text, i, depth + 1) : End(text, i);
                if (end is null) return null;
                i = end.Value - 1;
            }
        }
        return null;
    }
}
