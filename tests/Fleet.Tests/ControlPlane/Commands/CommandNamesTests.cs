using System.Text.RegularExpressions;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Holds;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Users;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Commands;

public sealed partial class CommandNamesTests
{
    [Fact]
    public void every_command_that_an_endpoint_takes_is_counted_from_its_first() =>
        Said().Concat(Composed()).Distinct().ShouldBe(CommandNames.All, ignoreOrder: true);

    private static IEnumerable<string> Said() =>
        Repository.Files("src/Fleet.ControlPlane", "*.cs").SelectMany(f => Name().Matches(Repository.Read(f))).Select(m => m.Groups["name"].Value);

    // Their names are made of what was asked for.
    private static IEnumerable<string> Composed() => [
        .. Enum.GetValues<AccountAction>().Select(a => $"{Kebab.Text(a)}-accounts"), "accounts",
        .. Enum.GetValues<CredentialAction>().Select(a => $"{Kebab.Text(a)}-credential"), "credential",
        PauseDecision.Pause, PauseDecision.Resume];

    [GeneratedRegex("""(?:desk\.\w+\(http|Ask\(desk, http), "(?<name>[a-z-]+)"[,)]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
