using System.Text.RegularExpressions;
using Fleet.Jitsi.Host;

namespace Fleet.Jitsi.Web;

/// <summary>
/// How <c>anonymousdomain</c> becomes the virtual host for guests, or nothing, and where: one line at most, in the forms that the host
/// knows.
/// </summary>
internal sealed partial record ClientEdit(int Offset, AnonymousDomainForm Form)
{
    // whatever is in the file
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    /// <summary>Null when it takes more than one line, or what stands there is none of these forms.</summary>
    public static ClientEdit? To(ClientScript script, string text, string guests) => script switch
    {
        { Problem: not null } => null,
        { Literal: { } literal } => BeforeLiteral().IsMatch(text[..literal.Offset]) && Plain().IsMatch(literal.Text)
            ? new(literal.Offset, AnonymousDomainForm.Replace)
            : null,
        { Hosts: { } hosts } when BeforeHosts().IsMatch(text[..hosts.Offset]) => Commented(text, hosts, guests) is { } comment
            ? new(comment, AnonymousDomainForm.Uncomment)
            : new(hosts.Offset, AnonymousDomainForm.Insert),
        _ => null,
    };

    public static ClientEdit? Away(ClientScript script, string text, string guests) => script switch
    {
        { Problem: not null } or { Literal: null } or { Literal.Option: null } or { Hosts: null } => null,
        { Hosts: { } hosts } when IsInserted(text[(hosts.Offset + 1)..], guests) => new(hosts.Offset, AnonymousDomainForm.Remove),
        { Literal.Option: { } option } => OfOneLine(text, option, OptionLine()) ? new(option, AnonymousDomainForm.Comment) : null,
    };

    // the line that the host inserts
    private static bool IsInserted(string rest, string guests) =>
        rest.TrimStart('\r').StartsWith($"\n        {ClientScript.Option}: '{guests}', /* fleet */", StringComparison.Ordinal);

    private static int? Commented(string text, ClientHosts hosts, string guests)
    {
        for (var at = text.IndexOf("// " + ClientScript.Option, hosts.Offset, StringComparison.Ordinal); at >= 0 && at < hosts.End;
            at = text.IndexOf("// " + ClientScript.Option, at + 1, StringComparison.Ordinal))
            if (OfOneLine(text, at, CommentLine()) && CommentLine().Match(LineFrom(text, at)).Groups["domain"].Value == guests) return at;
        return null;
    }

    private static bool OfOneLine(string text, int at, Regex form) =>
        string.IsNullOrWhiteSpace(text[(at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1)..at]) && form.IsMatch(LineFrom(text, at));

    private static string LineFrom(string text, int at) =>
        text[at..(text.IndexOf('\n', at) is var end && end < 0 ? text.Length : end)].TrimEnd('\r');

    [GeneratedRegex("""(^|[^\w$])hosts["']?\s*[:=]\s*$""", Linear)]
    private static partial Regex BeforeHosts();

    [GeneratedRegex("""anonymousdomain["']?\s*[:=]\s*$""", Linear)]
    private static partial Regex BeforeLiteral();

    [GeneratedRegex("""^('[^"'\\]*'|"[^"'\\]*")$""", Linear)]
    private static partial Regex Plain();

    [GeneratedRegex("""^anonymousdomain: ('[^"'\\]*'|"[^"'\\]*"),[ \t]*(//.*)?$""", Linear)]
    private static partial Regex OptionLine();

    [GeneratedRegex("""^// anonymousdomain: ('(?<domain>[^"'\\]*)'|"(?<domain>[^"'\\]*)"),[ \t]*(//.*)?$""", Linear)]
    private static partial Regex CommentLine();
}
