using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Fleet.Cli.Servers;

/// <summary>
/// [user@]host[:port] as people type it. What could be taken for an option of ssh is no host: these texts end up in its argument list.
/// </summary>
internal sealed partial record SshText(string? User, string Host, int? Port)
{
    public static Option<SshText?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "[USER@]HOST[:PORT]",
        CustomParser = result =>
        {
            var parsed = Parse(result.Tokens[0].Value);
            if (parsed is null)
                result.AddError($"'{result.Tokens[0].Value}' is no [USER@]HOST[:PORT]; an IPv6 address stands in brackets.");
            return parsed;
        },
    };

    public static SshText? Parse(string text)
    {
        var match = Shape().Match(text);
        if (!match.Success) return null;
        var port = match.Groups["port"];
        if (!port.Success) return new(Given(match.Groups["user"]), match.Groups["host"].Value, null);
        return int.TryParse(port.ValueSpan, NumberStyles.None, null, out var number) && number is > 0 and < 65536
            ? new(Given(match.Groups["user"]), match.Groups["host"].Value, number)
            : null;
    }

    private static string? Given(Group group) => group.Success ? group.Value : null;

    private const string Login = @"((?<user>[A-Za-z_][A-Za-z0-9_.-]{0,63})@)?";
    private const string Address = @"(\[(?<host>[0-9A-Fa-f:.]{2,45})\]|(?<host>[A-Za-z0-9][A-Za-z0-9.-]{0,252}))";

    [GeneratedRegex($@"^{Login}{Address}(:(?<port>[0-9]{{1,5}}))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
