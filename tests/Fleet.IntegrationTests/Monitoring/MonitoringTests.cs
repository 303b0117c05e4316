using System.Text.Json;
using System.Text.RegularExpressions;
using Fleet.IntegrationTests.EndToEnd;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;
using Fleet.Tests.Monitoring;

namespace Fleet.IntegrationTests.Monitoring;

/// <summary>A real Prometheus looks at a real Fleet; what dashboards and rules ask is asked here.</summary>
public sealed partial class MonitoringTests(TestPostgres postgres, TestHosts hosts)
{
    // of these there is none as long as all goes well, or while no run is on its way
    private static readonly string[] Rare =
    [
        "fleet_reports_rejected_total", "fleet_worker_loop_errors_total", "fleet_ssh_connections_failed_total", "fleet_work_owned",
    ];

    private static readonly Dashboard[] Boards = Dashboard.All(Script.Root);

    [Fact]
    public async Task What_dashboards_and_rules_ask_is_answered_and_an_open_server_is_alerted_until_it_is_closed()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await RunningFleet.Start(postgres, hosts, host);
        await using var prometheus = new TestPrometheus(await fleet.ControlPlane!.Watched(), await fleet.Worker!.Watched());
        var name = RunningFleet.NameOf(host);
        await fleet.Enroll(host);
        await fleet.Enforce(host);
        await fleet.Run(0, "lockdown", $"name={name}");
        await fleet.Run(4, "servers", "enroll", name, "--domain", "other.example");
        await prometheus.Until($"fleet_server_verdict{{server=\"{name}\", verdict=\"locked\"}} unless on (server) {Firing(name)}");

        await fleet.Run(0, "servers", "enforcement", $"name={name}", "observe");
        await host.Drift("auth");
        await host.Drift("auth-in-force");
        await fleet.Run(2, "check", $"name={name}");
        await prometheus.Until(Firing(name));
        await EveryRuleIsHealthy(prometheus);
        await EveryExpressionIsAnswered(prometheus, name);
        await EveryStatementIsAnsweredToAReader(fleet, name);
        await EverySeriesIsOnTheList(prometheus);

        await fleet.Run(0, "servers", "enforcement", $"name={name}", "enforce");
        await prometheus.Until($"fleet_server_info{{server=\"{name}\"}} unless on (server) {Firing(name)}");
    }

    private static string Firing(string server) =>
        $"ALERTS{{alertname=\"FleetOpenWhileLocked\", server=\"{server}\", alertstate=\"firing\"}}";

    private static async Task EveryRuleIsHealthy(TestPrometheus prometheus)
    {
        var rules = (await prometheus.Data("rules")).GetProperty("groups").EnumerateArray()
            .SelectMany(g => g.GetProperty("rules").EnumerateArray()).ToArray();
        rules.Select(r => Dashboard.Text(r, "name")).Order().ShouldBe(AlertRule.All(Script.Root).Select(r => r.Name).Order());
        rules.Where(r => Dashboard.Text(r, "health") != "ok").Select(r => Dashboard.Text(r, "lastError")).ShouldBeEmpty();
    }

    private static async Task EveryExpressionIsAnswered(TestPrometheus prometheus, string server)
    {
        foreach (var expression in Boards.SelectMany(b => b.PromQl).Select(e => Filled(e, server)))
            if (Rare.Any(expression.Contains))
                await prometheus.Query(expression);
            else
                // A scrape that came too late takes every series away until the next one.
                await prometheus.Until(expression);
    }

    private static async Task EveryStatementIsAnsweredToAReader(RunningFleet fleet, string server)
    {
        foreach (var statement in Boards.SelectMany(b => b.Sql).Select(s => FilledSql(s, server)))
            (await fleet.Database.Reader.Rows(statement, r => r.FieldCount)).ShouldNotBeEmpty(statement);
    }

    private static async Task EverySeriesIsOnTheList(TestPrometheus prometheus)
    {
        var scraped = (await prometheus.Data("label/__name__/values")).EnumerateArray()
            .Select(n => Suffix().Replace(n.GetString()!, "")).ToHashSet();
        var promised = MetricList.All(Script.Root);
        scraped.Where(n => n.StartsWith("fleet_", StringComparison.Ordinal) && !n.EndsWith("_created", StringComparison.Ordinal))
            .ShouldBeSubsetOf(promised.Keys);
        promised.Keys.Except(Rare).Where(n => !scraped.Contains(Suffix().Replace(n, ""))).ShouldBeEmpty();
        foreach (var (name, labels) in promised.Where(p => scraped.Contains(p.Key)))
        {
            var told = (await prometheus.Query($"last_over_time({{__name__=~\"{name}(_bucket)?\"}}[10m])"))
                .SelectMany(s => s.GetProperty("metric").EnumerateObject().Select(l => l.Name)).Distinct();
            told.Intersect(labels).Order().ShouldBe(labels.Order(), name);
        }
    }

    private static string Filled(string expression, string server) => expression
        .Replace("$label_key", "name").Replace("$label_value", ".*").Replace("$server", server).Replace("$__rate_interval", "1m");

    private static string FilledSql(string statement, string server) => statement
        .Replace("$__timeFilter(at)", "at between now() - interval '1 day' and now()")
        .Replace("$__timeGroupAlias(at, $__interval)", "date_bin(interval '5 min', at, 'epoch'::timestamptz) as \"time\"")
        .Replace("${server:sqlstring}", $"'{server}'").Replace("${actor:sqlstring}", "''").Replace("${type:sqlstring}", "''");

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffix();
}
