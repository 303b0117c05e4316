using System.CommandLine;
using Fleet.Cli.Running;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Running;

public sealed class CommandLineTests
{
    private static readonly RootCommand Root = FleetCommandLine.Build();

    public static TheoryData<string> Examples() => [.. Commands(Root).OfType<IHasExamples>().SelectMany(c => c.Examples)];

    public static TheoryData<string> Leaves() => [.. Commands(Root).OfType<Verb>().Select(Path)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_help_is_understood(string example)
    {
        var line = example[(example.LastIndexOf("fleet ", StringComparison.Ordinal) + 6)..].Split(" > ")[0];

        Root.Parse(line.Replace('\'', '"').Replace("01978f3e-...", Guid.Empty.ToString()).Replace("SHA256:Hk0zr...", $"SHA256:{new string('a', 43)}"))
            .Errors.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Leaves))]
    public void Every_command_prints_as_table_or_json(string path) => Root.Parse($"{path} -o json").UnmatchedTokens.ShouldBeEmpty();

    [Theory]
    [InlineData("lockdown")]
    [InlineData("lockdown all --wait --no-wait")]
    [InlineData("lockdown all --activate drain")]
    [InlineData("lockdown all --deadline 2h")]
    [InlineData("lockdown all --expect many")]
    [InlineData("servers access all secret")]
    [InlineData("servers enforcement all suspend --until 2h")]
    [InlineData("servers enforcement all suspend --reason x")]
    [InlineData("servers enforcement all enforce --until 2h")]
    [InlineData("servers show ..")]
    [InlineData("servers list --on")]
    [InlineData("check --relaod")]
    [InlineData("servers enroll m --ssh h")]
    [InlineData("servers enroll m --domain h --ssh -oProxyCommand=x")]
    [InlineData("servers enroll m --domain h --probe-ca a --probe-pin b")]
    [InlineData("servers relabel m nolabel")]
    [InlineData("servers pin m --host-key MD5:00")]
    [InlineData("users register a --on all --generate --password-stdin")]
    [InlineData("revert not-an-id")]
    [InlineData("audit --since yesterday")]
    [InlineData("check --timeout 5")]
    [InlineData("servers accounts ignore all")]
    [InlineData("servers accounts remove all -f")]
    [InlineData("servers accounts forget all bob")]
    [InlineData("users credential reset alice")]
    [InlineData("users credential alice --on all")]
    public void What_is_not_understood_is_an_error(string line) => Root.Parse(line).Errors.ShouldNotBeEmpty();

    private static IEnumerable<Command> Commands(Command command) => command.Subcommands.SelectMany(Commands).Append(command);

    private static string Path(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault(p => p is not RootCommand) is { } parent ? $"{Path(parent)} {command.Name}" : command.Name;
}
