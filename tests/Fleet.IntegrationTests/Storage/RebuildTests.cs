using Fleet.ControlPlane.Hosting;
using Fleet.ControlPlane.Storage;
using Fleet.Domain.Drift;
using Fleet.IntegrationTests.Reconciling;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Storage;

public sealed class RebuildTests(RunningControlPlane fleet) : IClassFixture<RunningControlPlane>
{
    [Fact]
    public async Task Everything_made_anew_is_equal_and_wakes_nobody()
    {
        var claimed = await fleet.EnrollAndClaim("rebuild-01", ("env", "prod"));
        await fleet.Register("anna", "env=prod");
        await fleet.Access("all", "members");
        await fleet.Enforcement("all", "enforce");
        await fleet.Database.Worker.Done(claimed, claimed.Clean().With(new DriftItem(DriftLayer.OnDisk, DriftKind.AccessMode, DriftSeverity.Critical, "provider", "open")));
        await fleet.Until("rebuild-01", s => s.Drift.Count == 1);
        await fleet.Client.Servers.Retire((await fleet.Enroll("rebuild-02")).Servers[0].Name, Key(), TestContext.Current.CancellationToken);
        await Eventually.Until(async () => await fleet.Database.Owner.Scalar<long>("select count(*) from fleet.mt_doc_auditrecord") == await fleet.EventCount());
        var (documents, work) = (await Documents(), await Work());
        documents.Count.ShouldBeGreaterThan(15);

        await RebuildVerb.Run(Switches.Parse(["--owner-connection", fleet.Database.OwnerConnection], 0, "owner-connection"), TestContext.Current.CancellationToken);
        (await Documents()).ShouldBe(documents);
        (await Work()).ShouldBe(work);
    }

    private async Task<List<string>> Documents()
    {
        var rows = new List<string>();
        foreach (var table in new[] { "desiredserver", "user", "operator", "servercondition", "uniquevalue", "auditrecord" })
            rows.AddRange(await fleet.Database.Owner.Rows($"select id || data::text from fleet.mt_doc_{table} order by 1", r => r.GetString(0)));
        return rows;
    }

    private Task<List<string>> Work() => fleet.Database.Owner.Rows("select s::text from work.server s order by 1", r => r.GetString(0));
}
