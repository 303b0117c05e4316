using Fleet.IntegrationTests.Metrics;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.EndToEnd;

public sealed class TracingTests(TestPostgres postgres, TestHosts hosts)
{
    [Fact]
    public async Task one_trace_goes_from_the_command_line_to_the_proof_and_each_part_is_counted()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await RunningFleet.Start(postgres, hosts, host);
        await fleet.Enroll(host);
        await fleet.Enforce(host);
        await fleet.Run(0, "lockdown", "all", "--yes");

        var spans = await Whole(fleet.Traces, "fleet lockdown", "command set-access-mode", "reconcile", "observe", "apply", "probe");
        ShouldHangBelow(spans, "reconcile", "command set-access-mode");
        ShouldHangBelow(spans, "apply", "reconcile");
        ShouldHangBelow(spans, "probe", "reconcile");
        (await fleet.Database.Owner.Scalar<string>("select headers ->> 'traceparent' from fleet.mt_events where type = 'access_mode_set'"))!.ShouldContain(spans[0].Trace);

        var command = await fleet.Database.Owner.Scalar<Guid>("select command_id from access.command where name = 'set-access-mode'");
        fleet.Worker!.Log.Split('\n').ShouldContain(l => l.Contains("changed for generation", StringComparison.Ordinal) && l.Contains($"Command:{command}", StringComparison.Ordinal));

        var worker = await Scrape.Of(await fleet.Worker!.Watched());
        worker.Value("fleet_applies_total", "cause=\"command\"", "result=\"done\"").ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(1);
        worker.Value("fleet_check_duration_seconds_count", "stage=\"apply\"").ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(1);
        worker.Value("fleet_ssh_connections").ShouldBe(1);
        worker.Value("fleet_ssh_connections_opened_total").ShouldBe(1);
        await Promtool.ShouldFindNothing(worker);
        var controlPlane = await Scrape.Of(await fleet.ControlPlane!.Watched());
        controlPlane.Value("fleet_commands_total", "type=\"set-access-mode\"", "result=\"accepted\"").ShouldBe(1);
        controlPlane.Value("fleet_events_total", "type=\"access_mode_set\"").ShouldBe(1);
        await Promtool.ShouldFindNothing(controlPlane);

        await fleet.Run(0, "check", "all");
        var check = await Whole(fleet.Traces, "fleet check", "command check-servers", "reconcile", "observe", "probe");
        ShouldHangBelow(check, "reconcile", "command check-servers");
        ShouldHangBelow(check, "probe", "reconcile");
    }

    // Each program sends its own spans, in its own time.
    private static async Task<TraceSpan[]> Whole(TraceReceiver traces, string root, params string[] below)
    {
        await Eventually.Get(() => Task.FromResult(string.Join('\n', traces.Spans)), _ => below.All(name => Trace(traces, root).Any(s => s.Name == name)));
        return Trace(traces, root);
    }

    private static TraceSpan[] Trace(TraceReceiver traces, string root)
    {
        var spans = traces.Spans.ToArray();
        return spans.FirstOrDefault(s => s.Name == root) is { } first ? [.. spans.Where(s => s.Trace == first.Trace)] : [];
    }

    private static void ShouldHangBelow(TraceSpan[] spans, string name, string above)
    {
        var parents = spans.Where(s => s.Name == above).Select(s => s.Id).ToArray();
        spans.Where(s => s.Name == name).ShouldContain(s => parents.Contains(s.Parent), $"{name} below {above}");
    }
}
