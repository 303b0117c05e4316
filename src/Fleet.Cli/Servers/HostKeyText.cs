using System.CommandLine;
using System.Text.RegularExpressions;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Servers;

/// <summary>A host key as ssh-keygen -lf prints it: SHA256:..., of an ed25519 key unless the algorithm stands before it.</summary>
internal static partial class HostKeyText
{
    public static Option<HostKeyInfo?> Option() => new("--host-key")
    {
        Description = "the host key, as `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` shows it on the host",
        HelpName = "[ALGORITHM:]SHA256:...",
        CustomParser = result =>
        {
            var key = Parse(result.Tokens[0].Value);
            if (key is null) result.AddError($"'{result.Tokens[0].Value}' is no fingerprint: write SHA256:... or ALGORITHM:SHA256:...");
            return key;
        },
    };

    public static HostKeyInfo? Parse(string text) => Shape().Match(text) is { Success: true } match
        ? new HostKeyInfo(match.Groups["algorithm"] is { Success: true } algorithm ? algorithm.Value : "ssh-ed25519", match.Groups["fingerprint"].Value)
        : null;

    [GeneratedRegex(@"^((?<algorithm>[a-z0-9-]{1,40}):)?(?<fingerprint>SHA256:[A-Za-z0-9+/]{43})\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
