using System.Text.RegularExpressions;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Preparing;

/// <summary>What the installer is told. All of it becomes part of a command line on the host: anything unexpected is refused.</summary>
internal sealed partial record InstallRequest(Guid Fleet, string SshKey, string? AllowFrom, bool TakeOver)
{
    public static InstallRequest From(FleetInfo fleet, string? allowFrom, bool takeOver) => KeyShape().IsMatch(fleet.Ssh)
        ? new(fleet.Fleet, fleet.Ssh, allowFrom, takeOver)
        : throw Refusals.Unusable(
            "fleet-key-missing",
            "The control plane knows no SSH key of its workers",
            "It reads it from the public bundle that `fleet-worker init` made.");

    public string Arguments =>
        $"--fleet {Fleet} --key '{SshKey}'{(AllowFrom is null ? "" : $" --from '{AllowFrom}'")}{(TakeOver ? " --takeover" : "")}";

    [GeneratedRegex(@"^ssh-ed25519 [A-Za-z0-9+/=]{40,120}( [A-Za-z0-9._@-]{1,100})?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex KeyShape();
}
