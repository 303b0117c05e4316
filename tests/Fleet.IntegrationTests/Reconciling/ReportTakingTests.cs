using Fleet.Contracts.Api;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Storage;

namespace Fleet.IntegrationTests.Reconciling;

[Collection(ControlPlaneCollection.Name)]
public sealed class ReportTakingTests(RunningControlPlane fleet)
{
    private static readonly DriftItem Open = new(DriftLayer.Outside, DriftKind.OpenFromOutside, DriftSeverity.Critical, "outside", "let in");

    [Fact]
    public async Task A_report_becomes_status_and_condition_once()
    {
        var claimed = await fleet.EnrollAndClaim("taken-01");
        (await fleet.Database.Worker.Done(claimed, claimed.Clean(Verdict.Open).With(Open))).ShouldBeTrue();
        var server = await fleet.Until("taken-01", s => s.Summary.State == "checked");
        server.Summary.Verdict.ShouldBe("open");
        server.Summary.Sessions.ShouldBe(new SessionCounts(7, 0, 2, 5));
        var drift = server.Drift.ShouldHaveSingleItem();
        (drift.Kind, drift.Severity, drift.Layer).ShouldBe(("open-from-outside", "critical", "outside"));
    }

    [Fact]
    public async Task A_clean_check_of_a_clean_server_writes_no_event()
    {
        var first = await fleet.EnrollAndClaim("clean-01");
        await fleet.Database.Worker.Done(first, TimeSpan.Zero, report: Json(first.Clean()));
        await fleet.Until("clean-01", s => s.Summary.State == "checked");
        var before = await Events();
        var second = await fleet.ClaimServer(first.Server);
        await fleet.Database.Worker.Done(second, second.Clean() with { Probe = Reports.Probed() with { Detail = "second" } });
        await fleet.Until("clean-01", s => s.LastProbe!.Detail == "second");
        (await Events()).ShouldBe(before);
    }

    private static string Json(ReconcileReport report) => System.Text.Json.JsonSerializer.Serialize(report, Fleet.Domain.WireJson.Options);

    private Task<long> Events() => fleet.Database.Owner.Scalar<long>("select count(*) from fleet.mt_events");
}
