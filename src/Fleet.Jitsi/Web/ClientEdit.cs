using Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Web;

/// <summary>How <c>anonymousdomain</c> becomes the virtual host for guests, or nothing, and what is changed for it: one line at most.</summary>
internal sealed record ClientEdit(int Offset, AnonymousDomainForm Form)
{
    // what the host appends to the line that it inserts
    private const string Mark = "// fleet";

    /// <summary>Null when it takes more than one line, or what stands there is not understood.</summary>
    public static ClientEdit? To(ClientScript script, string text, string guests) => script switch
    {
        { Problem: not null } => null,
        { Literal: { } literal } => new(literal.Offset, AnonymousDomainForm.Replace),
        { Hosts: { } hosts } => Commented(text, hosts, guests) is { } comment
            ? new(comment, AnonymousDomainForm.Uncomment)
            : new(hosts.Offset, AnonymousDomainForm.Insert),
        _ => null,
    };

    public static ClientEdit? Away(ClientScript script, string text) => script switch
    {
        { Problem: not null } or { Literal: null } or { Literal.Option: null } or { Hosts: null } => null,
        { Literal: var literal } when !IsAlone(text, literal) => null,
        { Literal: var literal, Hosts: var hosts } => LineAt(text, literal.Offset).Text.TrimEnd().EndsWith(Mark, StringComparison.Ordinal)
            ? new(hosts.Offset, AnonymousDomainForm.Remove)
            : new(literal.Option!.Value, AnonymousDomainForm.Comment),
    };

    private static int? Commented(string text, ClientHosts hosts, string guests)
    {
        for (var at = hosts.Offset; at < hosts.End;)
        {
            var (start, line) = LineAt(text, at);
            var comment = line.IndexOf("//", StringComparison.Ordinal);
            if (comment >= 0 && string.IsNullOrWhiteSpace(line[..comment]) && IsOption(line[(comment + 2)..], guests)) return start + comment;
            at = start + line.Length + 1;
        }
        return null;
    }

    private static bool IsOption(string code, string guests) =>
        code.Trim() is var option && (option == $"{ClientScript.Option}: '{guests}'," || option == $"{ClientScript.Option}: \"{guests}\",");

    // nothing else on its line: `anonymousdomain: 'x', // why`
    private static bool IsAlone(string text, ClientLiteral literal)
    {
        var (start, line) = LineAt(text, literal.Offset);
        var (name, after) = (literal.Option!.Value - start, literal.Offset - start + literal.Text.Length);
        if (name < 0 || after > line.Length) return false;
        var rest = line[after..].Trim();
        return string.IsNullOrWhiteSpace(line[..name]) && (rest is "" or "," || rest.TrimStart(',').TrimStart().StartsWith("//", StringComparison.Ordinal));
    }

    private static (int Start, string Text) LineAt(string text, int offset)
    {
        var start = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        var end = text.IndexOf('\n', offset);
        return (start, text[start..(end < 0 ? text.Length : end)]);
    }
}
