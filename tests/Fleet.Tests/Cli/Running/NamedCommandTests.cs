using System.CommandLine;
using System.Text.RegularExpressions;
using Fleet.Cli.Running;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Running;

/// <summary>Errors and pages name the exact next command, so each command that is named must exist.</summary>
public sealed partial class NamedCommandTests
{
    private static readonly RootCommand Root = FleetCommandLine.Build();

    public static TheoryData<string> Named() => [.. Sources().SelectMany(f => Commands(File.ReadAllText(f))).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Named))]
    public void It_is_understood(string command)
    {
        var parsed = Root.Parse(command["fleet ".Length..]);

        parsed.UnmatchedTokens.ShouldBeEmpty();
        parsed.CommandResult.Command.ShouldNotBeOfType<RootCommand>();
    }

    public static TheoryData<string> Typed() =>
        [.. Sources().Where(f => f.EndsWith(".md", StringComparison.Ordinal)).SelectMany(f => Lines(File.ReadAllText(f))).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Typed))]
    public void A_line_of_a_page_is_typed_as_it_stands(string command) =>
        Root.Parse(command["fleet ".Length..]).Errors.Select(e => e.Message).ShouldBeEmpty();

    [Fact]
    public void A_line_ends_where_its_explanation_begins() =>
        Lines("```\n   fleet drift name=x    what differs\nfleet check all # now\nfleet drift | less\nfleets of it\n")
            .ShouldBe(["fleet drift name=x", "fleet check all", "fleet drift"]);

    [Theory]
    [InlineData("see `fleet plan --on name={Name}`.", "fleet plan --on name=x")]
    [InlineData("next: \"fleet servers show {goal.Name}; then more\"", "fleet servers show x")]
    [InlineData("next: $\"fleet servers pin {name} ...\"", "fleet servers pin x")]
    [InlineData("$ fleet drift | less", "fleet drift")]
    public void Where_one_is_named_it_is_found(string text, string command) => Commands(text).ShouldBe([command]);

    private static IEnumerable<string> Commands(string text) => NamedCommand().Matches(text)
        .Select(m => Placeholder().Replace(m.Groups["command"].Value, "x").Replace("...", "").Replace('\'', '"').Trim());

    private static IEnumerable<string> Lines(string page) =>
        CommandLine().Matches(page).Select(m => m.Groups["command"].Value.Replace("COMMAND", $"{Guid.Empty}"));

    private static IEnumerable<string> Sources()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Fleet.sln"))) root = root.Parent!;
        var code = new[] { "src", ".github" }.SelectMany(d => Directory.EnumerateFiles(Path.Combine(root.FullName, d), "*.*", SearchOption.AllDirectories));
        return code.Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".md", StringComparison.Ordinal))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/Fleet.Cli/", StringComparison.Ordinal))
            .Append(Path.Combine(root.FullName, "README.md"));
    }

    [GeneratedRegex("(?:`|\\$ |\")(?<command>fleet (?:servers|users|operators|lockdown|register|check|plan|revert|drift|audit|events|follow|pause)\\b[^`\";|(,]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NamedCommand();

    [GeneratedRegex("^ *(?<command>fleet [a-z].*?)(?:  | #| \\||$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CommandLine();

    [GeneratedRegex("\\{[^{}]*\\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Placeholder();
}
