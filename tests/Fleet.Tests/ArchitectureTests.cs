using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Fleet.Tests;

/// <summary>The rules of the house, kept by tests and not by memory.</summary>
public sealed class ArchitectureTests
{
    private const int MaxLines = 300;

    private static readonly string[] Assemblies =
        ["Fleet.Domain", "Fleet.Jitsi", "Fleet.Contracts", "Fleet.Telemetry", "fleet-controlplane", "fleet-worker", "fleet"];

    [Theory]
    [InlineData("Fleet.Domain")]
    [InlineData("Fleet.Contracts")]
    [InlineData("Fleet.Jitsi", "Fleet.Domain")]
    public void References_only_the_framework_and(string assembly, params string[] others) =>
        References(assembly).ShouldAllBe(r => r.StartsWith("System", StringComparison.Ordinal) || others.Contains(r));

    [Theory]
    [InlineData("src/Fleet.Domain/Fleet.Domain.csproj")]
    [InlineData("src/Fleet.Jitsi/Fleet.Jitsi.csproj")]
    [InlineData("src/Fleet.Contracts/Fleet.Contracts.csproj")]
    public void Carries_no_package_to_those_who_use_it(string project) =>
        XDocument.Parse(Repository.Read(project)).Descendants("PackageReference")
            .ShouldAllBe(p => (string?)p.Attribute("PrivateAssets") == "all");

    [Theory]
    [InlineData("src/Fleet.Domain/Fleet.Domain.csproj")]
    [InlineData("src/Fleet.Jitsi/Fleet.Jitsi.csproj")]
    public void Reads_no_clock_file_network_or_chance(string project)
    {
        var items = XDocument.Parse(Repository.Read(project));
        items.Descendants("PackageReference")
            .ShouldContain(p => (string?)p.Attribute("Include") == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        items.Descendants("AdditionalFiles").ShouldContain(p => (string?)p.Attribute("Include") == "../BannedSymbols.Pure.txt");
        string[] sources = [.. Repository.Files(Path.GetDirectoryName(project)!, "*.cs").Select(Repository.Read)];
        sources.ShouldNotContain(s => s.Contains("RS0030", StringComparison.Ordinal));
    }

    private static readonly string[] StoreLibraries = ["Marten", "Wolverine", "JasperFx"];

    [Fact]
    public void The_event_store_and_its_messages_are_the_control_planes_alone() =>
        Assemblies.Where(a => References(a).Any(r => StoreLibraries.Any(l => r.StartsWith(l, StringComparison.Ordinal))))
            .ShouldAllBe(a => a == "fleet-controlplane");

    [Fact]
    public void Only_the_worker_has_a_hand_on_servers() =>
        Assemblies.Where(a => References(a).Contains("Renci.SshNet")).ShouldAllBe(a => a == "fleet-worker");

    [Fact]
    public void Only_one_folder_knows_the_SSH_library() =>
        Repository.Files("src", "*.cs")
            .Where(f => Regex.IsMatch(Repository.Read(f), @"\bRenci\b", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .ShouldAllBe(f => f.StartsWith("src/Fleet.Worker/Ssh/", StringComparison.Ordinal));

    [Fact]
    public void The_command_line_knows_only_the_wire() =>
        References("fleet").Where(r => r.StartsWith("Fleet", StringComparison.OrdinalIgnoreCase)).ShouldBe(["Fleet.Contracts"]);

    [Fact]
    public void Hosts_do_not_know_each_other() =>
        Assemblies.ShouldAllBe(a => !References(a).Any(r => r.StartsWith("fleet", StringComparison.Ordinal)));

    // the field's nouns, the same everywhere, and what a project is the only one to do
    private static readonly string[] Nouns =
    [
        "Servers", "Users", "Operators", "Selectors", "Reconciling", "Drift", "Rollouts", "Changes", "Audit", "Accounts", "Credentials", "Commands",
        "Plans", "Probing", "Holds", "Epochs",
        "Fleet.Contracts/Api", "Fleet.Jitsi/Host", "Fleet.Jitsi/Hosts", "Fleet.Jitsi/Lua", "Fleet.Jitsi/Web", "Fleet.Jitsi/Scram",
        "Fleet.Worker/Keys", "Fleet.Worker/Pins", "Fleet.Worker/Ssh", "Fleet.Worker/Work", "Fleet.Worker/Hosting",
        "Fleet.ControlPlane/Hosting", "Fleet.ControlPlane/Metrics", "Fleet.ControlPlane/Storage",
        "Fleet.Cli/Connecting", "Fleet.Cli/Output", "Fleet.Cli/Preparing", "Fleet.Cli/Running",
    ];

    [Fact]
    public void Folders_are_the_fields_nouns() => Repository.Files("src", "*.cs")
        .Select(f => f.Split('/'))
        .Where(parts => parts.Length > 3)
        .Select(parts => (Project: parts[1], Folder: parts[2]))
        .Distinct()
        .Where(f => !Nouns.Contains(f.Folder) && !Nouns.Contains($"{f.Project}/{f.Folder}"))
        .ShouldBeEmpty();

    [Fact]
    public void Slices_meet_through_events_and_never_call_each_others_handlers()
    {
        var slices = Repository.Files("src/Fleet.ControlPlane", "*.cs").Where(f => f.Count(c => c == '/') > 2)
            .Select(f => (File: f, Slice: f.Split('/')[2], Text: Repository.Read(f))).ToArray();
        var handlers = slices.SelectMany(s =>
            Regex.Matches(s.Text, @"\bclass (?<name>\w+(Endpoints?|Handler))\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            .Select(m => (s.Slice, Name: m.Groups["name"].Value))).ToArray();
        handlers.ShouldNotBeEmpty();
        slices
            .SelectMany(s => handlers.Where(h => h.Slice != s.Slice && Calls(s.Text, h.Name)).Select(h => $"{s.File} calls {h.Name}"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_line_of_a_log_has_a_stable_id_of_its_own()
    {
        string[] programs = ["src/Fleet.ControlPlane", "src/Fleet.Worker"];
        foreach (var program in programs)
        {
            var ids = Repository.Files(program, "*.cs").Concat(Repository.Files("src/Fleet.Telemetry", "*.cs"))
                .SelectMany(f => Regex.Matches(Repository.Read(f), @"\[LoggerMessage\((?<id>\d*)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
                .Select(m => m.Groups["id"].Value).ToArray();
            ids.ShouldNotContain("");
            ids.ShouldBeUnique();
        }
    }

    [Fact]
    public void No_file_written_by_hand_is_long()
    {
        string[] scripts = ["", ".cs", ".sh", ".sql", ".awk", ".lua"];
        string[] files = [.. Repository.Files("src", "*"), .. Repository.Files("tests", "*"), .. Repository.Files("infra", "*")];
        files.Where(f => scripts.Contains(Path.GetExtension(f)) && Repository.Read(f).AsSpan().Count('\n') > MaxLines).ShouldBeEmpty();
    }

    [Fact]
    public void Nine_of_ten_classes_are_sealed_or_static()
    {
        var classes = Assemblies.SelectMany(a => Assembly.Load(a).GetTypes())
            .Where(t => t.IsClass && t.Namespace?.StartsWith("Fleet", StringComparison.Ordinal) == true)
            .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute)) && !t.Name.Contains('<'))
            .Where(t => t.IsSealed || !t.IsAbstract).ToArray();
        var open = classes.Where(t => !t.IsSealed).Select(t => t.FullName).ToArray();
        open.Length.ShouldBeLessThanOrEqualTo(classes.Length / 10, string.Join(' ', open));
    }

    // a plan asks for the same decision that the command would make, and does nothing with it
    private static bool Calls(string text, string handler) =>
        Regex.IsMatch(text, $@"\b{handler}\.(?!Decide\b)", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static IEnumerable<string> References(string assembly) =>
        Assembly.Load(assembly).GetReferencedAssemblies().Select(r => r.Name!);
}
