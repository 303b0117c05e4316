using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Metrics;

/// <summary>The series about servers, from control planes that are processes of their own.</summary>
public sealed class FleetSeriesTests(TestPostgres postgres) : IAsyncLifetime
{
    private static readonly DriftItem Open = new(DriftLayer.Outside, DriftKind.OpenFromOutside, DriftSeverity.Critical, "outside", "let in");
    private static readonly DriftItem Known = new(DriftLayer.OnDisk, DriftKind.UserMissing, DriftSeverity.High, "bob", "gone", Waived: true);
    private readonly RunningControlPlane _fleet = new(postgres) { MetricsUrl = "" };
    private readonly List<RunningProgram> _nodes = [];

    public ValueTask InitializeAsync() => _fleet.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await _fleet.DisposeAsync();
    }

    [Fact]
    public async Task Each_series_comes_from_one_node_also_after_a_hand_over_and_a_retired_server_has_none()
    {
        var seen = await _fleet.EnrollAndClaim("seen-01", ("env", "prod"));
        await _fleet.Enroll("never-01");
        await _fleet.Access("all", "members");
        await _fleet.Enforcement("name=never-01", "enforce");
        await _fleet.Client.Servers.SetAccessMode(
            new("name=never-01", "members", Emergency: true), TestCommands.Key("an attack"), TestContext.Current.CancellationToken);
        await Waive("seen-01", "bob");
        var byRoot = Reports.Seen() with { Host = Reports.Seen().Host with { Hold = new("debugging", "root", Reports.Noon, null) } };
        await _fleet.Database.Worker.Done(seen, seen.Clean(Verdict.Open).With(Open, Known, Known with { Subject = "eve" }) with { Observation = byRoot });
        await _fleet.Until("seen-01", s => s.Drift.Count == 3);

        await _fleet.Client.Holds.Pause(new("name=never-01"), TestCommands.Key("debugging"), TestContext.Current.CancellationToken);

        var (first, told) = await Started(s => s.Value("fleet_drift_items", "seen-01", "open-from-outside") == 1);
        ShouldTellWhatIsKnown(told);
        await Promtool.ShouldFindNothing(told);
        var (second, silent) = await Started(s => s.Value("fleet_exporter") == 0);
        silent.Series("fleet_server_info").ShouldBeEmpty();
        silent.Series("fleet_projection_lag_events").ShouldBeEmpty();
        silent.Value("fleet_build_info").ShouldBe(1);

        await first.Kill();
        await Until(second, s => s.Series("fleet_server_info").Count == 2);
        await _fleet.Client.Servers.Retire("seen-01", TestCommands.Key(), TestContext.Current.CancellationToken);
        (await Until(second, s => s.Series("fleet_server_info").Count == 1)).Text.ShouldNotContain("seen-01");
    }

    [Fact]
    public async Task A_thousand_servers_with_every_kind_of_drift_overflow_nothing()
    {
        await _fleet.Enroll("many-0000");
        await Multiply(1000);
        var kinds = Enum.GetValues<DriftKind>().Length;
        var (node, told) = await Started(s => s.Series("fleet_server_info").Count == 1000);
        told.Series("fleet_drift_items").Count.ShouldBe(1000 * kinds);
        told.Series("fleet_server_state").Count.ShouldBe(1000);
        told.Text.ShouldNotContain("otel_metric_overflow");
        (await Scrape.BytesToPrometheus(await node.Watched())).ShouldBeLessThan(2_000_000);
    }

    private static void ShouldTellWhatIsKnown(Scrape told)
    {
        told.Value("fleet_server_info", "server=\"seen-01\"", "domain=\"seen-01.example\"", "desired=\"members\"", "enforcement=\"observe\"").ShouldBe(1, told.Text);
        told.Value("fleet_server_label", "server=\"seen-01\"", "key=\"env\"", "value=\"prod\"").ShouldBe(1);
        told.Value("fleet_server_state", "seen-01").ShouldBe(1);
        told.Series("fleet_server_state", "seen-01", "state=\"checked\"").ShouldHaveSingleItem();
        told.Series("fleet_server_verdict", "seen-01", "verdict=\"open\"").ShouldHaveSingleItem();
        told.Series("fleet_drift_items", "kind=\"open-from-outside\"", "severity=\"critical\"").ShouldHaveSingleItem();
        told.Value("fleet_server_failures", "seen-01").ShouldBe(0);
        told.Value("fleet_drift_waived", "seen-01", "kind=\"user-missing\"").ShouldBe(1);
        // what the worker calls waived, and nobody waived
        told.Value("fleet_drift_items", "seen-01", "kind=\"user-missing\"").ShouldBe(1);
        told.Series("fleet_server_last_check_age_seconds", "seen-01").ShouldHaveSingleItem();
        told.Series("fleet_server_state", "never-01", "state=\"never-checked\"").ShouldHaveSingleItem();
        told.Series("fleet_server_verdict", "never-01", "verdict=\"unknown\"").ShouldHaveSingleItem();
        told.Series("fleet_server_last_check_age_seconds", "never-01").ShouldBeEmpty();
        told.Series("fleet_server_last_probe_age_seconds", "never-01").ShouldBeEmpty();
        told.Series("fleet_server_held").Count.ShouldBe(2);
        told.Value("fleet_server_held", "server=\"seen-01\"", "kind=\"host\"").ShouldBe(1);
        told.Value("fleet_server_held", "server=\"never-01\"", "kind=\"paused\"").ShouldBe(1);
        told.Series("fleet_server_emergency").ShouldHaveSingleItem();
        told.Value("fleet_server_emergency", "server=\"never-01\"").ShouldBe(1);
        told.Value("fleet_held_oldest_seconds", "kind=\"paused\"").ShouldNotBeNull();
        told.Value("fleet_work_due").ShouldBe(2);
        told.Series("fleet_projection_lag_events", "projection=\"audit\"").ShouldHaveSingleItem();
    }

    private async Task Waive(string server, string subject) => await _fleet.Client.Drift.Waive(
        server, new("user-missing", DateTimeOffset.UtcNow.AddDays(1), subject), TestCommands.Key("on leave"), TestContext.Current.CancellationToken);

    private async Task<(RunningProgram Node, Scrape Told)> Started(Func<Scrape, bool> condition)
    {
        var node = _fleet.StartNode();
        _nodes.Add(node);
        return (node, await Until(node, condition));
    }

    private static async Task<Scrape> Until(RunningProgram node, Func<Scrape, bool> condition)
    {
        var watched = await node.Watched();
        return await Eventually.Get(() => Scrape.Of(watched), condition);
    }

    // As so many enrolments and reports would leave them; each of those is tested elsewhere.
    private async Task Multiply(int servers)
    {
        await _fleet.Database.Owner.Execute("""
            insert into fleet.mt_doc_desiredserver (id, data, mt_dotnet_type)
            select gen_random_uuid(), jsonb_set(data, '{name}', to_jsonb('many-' || lpad(n::text, 4, '0'))), mt_dotnet_type
              from fleet.mt_doc_desiredserver, generate_series(1, $1 - 1) n
            """, servers);
        await _fleet.Database.Owner.Execute("""
            insert into fleet.mt_doc_servercondition (id, data, mt_dotnet_type)
            select gen_random_uuid(), jsonb_build_object('server', d.id, 'condition', jsonb_build_object('heldRepairs', '[]'::jsonb, 'drift', (
                     select jsonb_agg(jsonb_build_object('item', jsonb_build_object('kind', k, 'severity', 'high'))) from unnest($1::text[]) as k))), d.mt_dotnet_type
              from fleet.mt_doc_desiredserver d
            """, (object)Enum.GetNames<DriftKind>());
    }
}
