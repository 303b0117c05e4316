using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;
using static Fleet.Tests.Monitoring.Dashboard;

namespace Fleet.Tests.Monitoring;

/// <summary>Grafana itself is not run in tests: what it needs, and what people need of it, is held here on the JSON.</summary>
public sealed partial class DashboardTests
{
    private const int SchemaOfGrafana11 = 39;
    private static readonly string[] Colours = ["green", "yellow", "orange", "red", "purple", "blue", "text"];
    private static readonly Dashboard[] Boards = Dashboard.All(Repository.Root);

    public static TheoryData<string> Files() => [.. Boards.Select(b => b.File)];

    [Fact]
    public void There_are_four() => Boards.Select(b => Text(b.Json, "title")).Order().ShouldBe(["Changes", "Fleet", "Machinery", "Server"]);

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_panel_says_what_it_is_in_what_unit_and_why(string file)
    {
        var board = Board(file);
        board.Json.GetProperty("schemaVersion").GetInt32().ShouldBeGreaterThanOrEqualTo(SchemaOfGrafana11);
        board.Panels.Select(p => p.GetProperty("id").GetInt32()).ShouldBeUnique();
        board.Panels.Select(p => Text(p, "title")).ShouldBeUnique();
        foreach (var panel in board.Panels)
        {
            Text(panel, "title").ShouldNotBeEmpty();
            Text(panel, "description").ShouldNotBeEmpty(Text(panel, "title"));
            Text(panel.GetProperty("fieldConfig").GetProperty("defaults"), "unit").ShouldNotBeEmpty(Text(panel, "title"));
            panel.GetProperty("targets").GetArrayLength().ShouldBePositive(Text(panel, "title"));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_data_source_is_anybodys_own_and_no_variable_is_unknown(string file)
    {
        var board = Board(file);
        var declared = board.Variables.Select(v => Text(v, "name")).ToArray();
        var sources = Objects(board.Json).Where(e => e.TryGetProperty("datasource", out _))
            .Select(e => e.GetProperty("datasource")).ToArray();
        sources.ShouldNotBeEmpty();
        sources.ShouldAllBe(s => Text(s, "uid") == "${prometheus}" || Text(s, "uid") == "${postgres}");
        var used = board.Targets.Concat(board.Variables)
            .SelectMany(t => Variable().Matches(t.GetRawText()).Select(m => m.Groups["name"].Value)).Distinct();
        used.Where(name => !name.StartsWith("__", StringComparison.Ordinal)).ShouldAllBe(name => declared.Contains(name));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Panels_do_not_overlap_and_stay_within_the_page(string file)
    {
        var taken = new HashSet<(int, int)>();
        foreach (var place in Board(file).Panels.Select(p => p.GetProperty("gridPos")))
            for (var x = Number(place, "x"); x < Number(place, "x") + Number(place, "w"); x++)
                for (var y = Number(place, "y"); y < Number(place, "y") + Number(place, "h"); y++)
                    (x < 24 && taken.Add((x, y))).ShouldBeTrue($"{x}/{y}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Links_lead_to_dashboards_and_runbooks_that_are_there(string file)
    {
        var links = Objects(Board(file).Json).Select(e => Text(e, "url")).Where(u => u.Length > 0).ToArray();
        links.Where(u => u.StartsWith("/d/", StringComparison.Ordinal)).Select(u => u.Split('/', '?')[2]).Distinct()
            .Append(Board(file).Uid).ShouldBeSubsetOf(Boards.Select(b => b.Uid));
        links.Count(u => u.StartsWith("/d/fleet-", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(Boards.Length - 1);
        links.Where(u => !u.StartsWith("/d/", StringComparison.Ordinal) && !u.Contains("${"))
            .ShouldAllBe(u => File.Exists(Path.Combine(Repository.Root, u.Replace("/public/", ".github/docs/"))));
    }

    [Fact]
    public void What_nobody_tells_is_said_so() => Boards.SelectMany(b => b.Panels)
        .Where(p => Text(p, "type") is "stat" or "gauge" && p.GetRawText().Contains("${prometheus}"))
        .Where(p => Text(p.GetProperty("fieldConfig").GetProperty("defaults"), "noValue").Length == 0)
        .Select(p => Text(p, "title")).ShouldBeEmpty();

    [Fact]
    public void Series_about_servers_are_counted_once_whichever_nodes_told_them_lately() => Boards.SelectMany(b => b.Asked)
        .Where(a => Doubled().IsMatch(a.Expression.Replace("0 * count(fleet_server_info)", ""))).Select(a => a.Where).ShouldBeEmpty();

    [Fact]
    public void Where_alerts_fire_they_are_marked() => Boards.Where(b => b.PromQl.Any())
        .ShouldAllBe(b => b.Annotations.Any(a => Text(a, "name") == "Alerts"));

    [Fact]
    public void A_colour_means_the_same_everywhere()
    {
        Boards.SelectMany(b => Objects(b.Json))
            .SelectMany(e => new[] { Text(e, "fixedColor"), e.TryGetProperty("value", out _) ? Text(e, "color") : "" })
            .Where(c => c.Length > 0).Distinct().ShouldBeSubsetOf(Colours);
        var named = Boards.SelectMany(b => b.Panels)
            .SelectMany(p => p.GetProperty("fieldConfig").GetProperty("overrides").EnumerateArray())
            .SelectMany(o => o.GetProperty("properties").EnumerateArray().Where(p => Text(p, "id") == "color")
                .Select(p => (Name: Text(o.GetProperty("matcher"), "options"), Colour: Text(p.GetProperty("value"), "fixedColor"))))
            .Distinct().ToArray();
        named.Select(n => n.Name).ShouldBeUnique();
        named.Where(n => n.Colour == "green").Select(n => n.Name).Order().ShouldBe(["changed", "checked", "locked"]);
    }

    [Fact]
    public void Every_series_that_is_asked_for_is_one_that_Fleet_promises()
    {
        var promised = MetricList.All(Repository.Root).Keys.Concat(["up", "ALERTS"]).ToArray();
        var asked = Boards.SelectMany(b => b.PromQl).Concat(AlertRule.All(Repository.Root).Select(r => r.Expression))
            .SelectMany(PromQl.Series)
            .Concat(Boards.SelectMany(b => b.Offers).Select(o => Offered().Match(o).Groups["name"].Value))
            .Select(n => Suffix().Replace(n, "")).Distinct().ToArray();
        asked.Length.ShouldBeGreaterThan(20);
        asked.ShouldBeSubsetOf(promised);
    }

    private static Dashboard Board(string file) => Boards.Single(b => b.File == file);

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    private static IEnumerable<JsonElement> Objects(JsonElement json) => Everything(json).Where(e => e.ValueKind == JsonValueKind.Object);

    private static IEnumerable<JsonElement> Everything(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Everything(p.Value)).Prepend(json),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Everything),
        _ => [json],
    };

    [GeneratedRegex(@"\$\{?(?<name>[A-Za-z_]\w*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\b(sum|count)( by \([^)]*\))? ?\((fleet_server_|fleet_drift_|fleet_work_|fleet_projection_)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Doubled();

    [GeneratedRegex(@"label_values\((?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Offered();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();
}
