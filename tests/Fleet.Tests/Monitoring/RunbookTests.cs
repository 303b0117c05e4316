using System.Text.RegularExpressions;
using Fleet.Cli.Running;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Monitoring;

/// <summary>What runbooks tell somebody to type at 3 a.m. must be what the command line takes.</summary>
public sealed partial class RunbookTests
{
    private const string Folder = ".github/docs/runbooks";

    public static TheoryData<string, string> Commands()
    {
        var commands = new TheoryData<string, string>();
        foreach (var page in Repository.Files(Folder, "*.md"))
            foreach (Match command in Typed().Matches(Repository.Read(page)))
                commands.Add(page, command.Value);
        return commands;
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_is_one(string page, string command) => FleetCommandLine.Build()
        .Parse(command["fleet ".Length..].Replace("COMMAND", Guid.Empty.ToString()).Replace("FINGERPRINT", new string('a', 43)))
        .Errors.ShouldBeEmpty(page);

    [Fact]
    public void Every_alert_has_a_page_and_every_page_an_alert_and_a_place_in_the_list()
    {
        var alerts = AlertRule.All(Repository.Root).Select(r => r.Name).Order().ToArray();
        alerts.Length.ShouldBe(Repository.Files("infra/prometheus/rules", "*.yml").Sum(f => Alert().Count(Repository.Read(f))));
        Repository.Files(Folder, "Fleet*.md").Select(f => Path.GetFileNameWithoutExtension(f)!).Order().ShouldBe(alerts);
        Repository.Files("infra/prometheus/tests", "*.yml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()
            .ShouldBe(alerts);
        alerts.ShouldAllBe(a => Repository.Read($"{Folder}/README.md").Contains($"[{a}]({a}.md)"));
    }

    [Fact]
    public void Links_between_pages_lead_somewhere() => Repository.Files(Folder, "*.md")
        .SelectMany(f => Link().Matches(Repository.Read(f)).Select(m => $"{Folder}/{m.Groups["page"].Value}"))
        .Where(page => !File.Exists(Path.Combine(Repository.Root, page))).ShouldBeEmpty();

    // in a block up to the remark beside it, or between backticks
    [GeneratedRegex(@"(?<=^|`)fleet (?=[a-z])[^`\n]+?(?= {2}| \||$|`)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Typed();

    [GeneratedRegex("^ +- alert: ", RegexOptions.Multiline, 1000)]
    private static partial Regex Alert();

    [GeneratedRegex(@"\]\((?<page>\w+\.md)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
