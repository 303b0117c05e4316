using System.Text.Json;
using System.Text.RegularExpressions;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;
using Fleet.Tests.Monitoring;

namespace Fleet.IntegrationTests.Monitoring;

/// <summary>What dashboards and rules ask is asked of a real Prometheus and PostgreSQL, after all that went wrong in the story.</summary>
[Collection(MonitoringCollection.Name)]
public sealed partial class MonitoringTests(MonitoringStory story)
{
    // of these the story has none, or only for a moment that a scrape may miss
    private static readonly string[] Rare = ["fleet_server_held", "fleet_held_oldest_seconds", "fleet_drift_waived", "fleet_drift_flapping_seconds",
        "fleet_planted_drift_blocked", "fleet_server_emergency"];

    // what nothing in the story leads to; promtool's tests have made-up series for the rules
    private static readonly string[] Unanswered =
    [
        "rule FleetCredentialWaiting", "rule FleetDriftFlapping", "rule FleetEmergencyUnfinished", "rule FleetMassDrift", "rule FleetMetricsOverflow",
        "rule FleetPausedLong", "rule FleetRestoredFromPast", "rule FleetServerPoisoned",
    ];

    private static readonly Dashboard[] Boards = Dashboard.All(Script.Root);

    [Fact]
    public async Task Every_rule_is_healthy()
    {
        var rules = await Rules();
        rules.Select(r => Dashboard.Text(r, "name")).Order().ShouldBe(AlertRule.All(Script.Root).Select(r => r.Name).Order());
        rules.Where(r => Dashboard.Text(r, "health") != "ok").Select(r => Dashboard.Text(r, "lastError")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_expression_had_an_answer_when_there_was_one_to_give()
    {
        var asked = Boards.SelectMany(b => b.Asked)
            .Concat((await Rules()).Select(r => (Where: $"rule {Dashboard.Text(r, "name")}", Expression: Dashboard.Text(r, "query"))));
        var unanswered = new List<string>();
        foreach (var (where, expression) in asked)
            if ((await story.Prometheus.History(Filled(expression), story.On.Began)).Length == 0)
                unanswered.Add(where);
        unanswered.ShouldBe(Unanswered, ignoreOrder: true, string.Join('\n', unanswered));
    }

    [Fact]
    public async Task Every_statement_is_answered_to_a_reader()
    {
        foreach (var statement in Boards.SelectMany(b => b.Sql).Select(FilledSql))
            (await story.On.Fleet.Database.Reader.Rows(statement, r => r.FieldCount)).ShouldNotBeEmpty(statement);
    }

    [Fact]
    public async Task Every_series_is_on_the_list_with_its_labels_and_every_one_of_the_list_is_there()
    {
        var scraped = (await story.Prometheus.Data("label/__name__/values")).EnumerateArray()
            .Select(n => Suffix().Replace(n.GetString()!, "")).ToHashSet();
        var promised = MetricList.All(Script.Root);
        scraped.Where(n => n.StartsWith("fleet_", StringComparison.Ordinal) && !n.EndsWith("_created", StringComparison.Ordinal))
            .ShouldBeSubsetOf(promised.Keys);
        promised.Keys.Where(n => !scraped.Contains(Suffix().Replace(n, ""))).ShouldBeSubsetOf(Rare);
        foreach (var (name, labels) in promised.Where(p => scraped.Contains(p.Key)))
        {
            var told = (await story.Prometheus.Query($"last_over_time({{__name__=~\"{name}(_bucket)?\"}}[10m])"))
                .SelectMany(s => s.GetProperty("metric").EnumerateObject().Select(l => l.Name)).Distinct();
            told.Intersect(labels).Order().ShouldBe(labels.Order(), name);
        }
    }

    private async Task<JsonElement[]> Rules() =>
        [.. (await story.Prometheus.Data("rules")).GetProperty("groups").EnumerateArray().SelectMany(g => g.GetProperty("rules").EnumerateArray())];

    private string Filled(string expression) => expression
        .Replace("$label_key", "name").Replace("$label_value", ".*").Replace("$server", story.One).Replace("$__rate_interval", "10s");

    private string FilledSql(string statement) => statement
        .Replace("$__timeFilter(at)", "at between now() - interval '1 day' and now()")
        .Replace("$__timeGroupAlias(at, $__interval)", "date_bin(interval '5 min', at, 'epoch'::timestamptz) as \"time\"")
        .Replace("${server:sqlstring}", $"'{story.One}'").Replace("${actor:sqlstring}", "''").Replace("${type:sqlstring}", "''");

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();
}
