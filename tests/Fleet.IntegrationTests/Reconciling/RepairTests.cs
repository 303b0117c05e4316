using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Reconciling;

public sealed class RepairTests(FleetDatabase database, TestHosts hosts) : ReconcilingTests(database, hosts)
{
    [Fact]
    public async Task what_somebody_opens_behind_the_back_is_closed_again_and_told()
    {
        await using var host = await Hosts.Lease();
        var server = await Locked(host);
        await host.Drift("auth-in-force");

        var report = await Checked(server);

        report.Found.ShouldContain(d => d.Kind == DriftKind.NotInForce && d.Severity == DriftSeverity.Critical);
        report.Applied.ShouldContain(a => a.Change is Change.ActivateAccessMode && a.Result == ChangeResult.Done);
        report.Drift.ShouldAllBe(d => d.IsNotice);
        report.Verdict.ShouldBe(Verdict.Locked, report.VerdictEvidence);
    }

    [Fact]
    public async Task an_account_that_was_revoked_goes_and_an_unknown_one_is_only_told()
    {
        await using var host = await Hosts.Lease();
        var server = await Locked(host);
        await host.Drift("account");
        server = TestFleet.After(server, new AccountRevoked(server.Accounts["alice"].UserId, "alice", ReturnsWhenEnabled: false));
        await Fleet.Want(server);

        var report = await Fleet.Report(server, r => r.Generation == server.Generation);

        report.Applied.ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Change.ShouldBe(new Change.RemoveAccount("alice")), a => a.Result.ShouldBe(ChangeResult.Done));
        report.Drift.Where(d => !d.IsNotice).ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Kind.ShouldBe(DriftKind.UserUnknown), d => d.Subject.ShouldBe("intruder"));
        report.Observation!.Accounts.Items!.Value.Select(a => a.Name).ShouldBe(["fleet-probe", "intruder"]);
    }

    [Fact]
    public async Task while_suspended_drift_is_seen_and_nothing_is_changed()
    {
        await using var host = await Hosts.Lease();
        var server = await Locked(host);
        server = TestFleet.After(server, new EnforcementSet(EnforcementMode.Suspended, DateTimeOffset.UtcNow.AddHours(1)));
        await host.Drift("auth");
        var before = await host.Files();
        await Fleet.Want(server);

        var report = await Fleet.Report(server, r => r.Generation == server.Generation);

        report.Drift.ShouldContain(d => d.Kind == DriftKind.AccessMode);
        report.Applied.ShouldBeEmpty();
        (await host.Files()).ShouldBe(before);
    }

    [Fact]
    public async Task a_credential_that_was_sealed_for_another_server_is_not_handed_over()
    {
        await using var host = await Prepared();
        var server = TestFleet.After(Fleet.Server(host), new EnforcementSet(EnforcementMode.Enforce, null));
        var other = await Fleet.Grant(Fleet.Server(host), "alice", "a-good-password");
        await Database.ControlPlane.Execute("update work.credential set server_id = $1 where server_id = $2", server.Id, other.Id);
        server = TestFleet.After(server, new AccountGranted(Guid.CreateVersion7(), "alice", other.Accounts["alice"].CredentialId));
        var worker = await Fleet.StartWorker();
        await Fleet.Want(server);

        var report = await Fleet.Report(server);

        report.Applied.ShouldHaveSingleItem().Result.ShouldBe(ChangeResult.Skipped);
        report.Drift.ShouldContain(d => d.Kind == DriftKind.UserMissing && d.Subject == "alice");
        worker.Log.ShouldContain("sealed for another server");
        (await host.Look("find /var/lib/prosody -name 'alice.dat'")).ShouldBeEmpty();
    }

    [Fact]
    public async Task an_ask_is_answered_with_a_new_look_from_outside()
    {
        await using var host = await Hosts.Lease();
        var server = await Locked(host);
        var before = (await Fleet.Reports(server))[^1];
        var report = await Checked(server);
        report.Probe!.At.ShouldBeGreaterThan(before.Probe!.At);
        (await Database.ControlPlane.Scalar<long>("select asked - answered from work.server where server_id = $1", server.Id)).ShouldBe(0);
    }

    private async Task<DesiredServer> Locked(TestHost host)
    {
        await Fleet.Prepare(host);
        var server = await Fleet.Grant(Fleet.Server(host), "alice", "a-good-password");
        server = TestFleet.After(server, new EnforcementSet(EnforcementMode.Enforce, null), new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        await Fleet.GrantProbe(server);
        await Fleet.StartWorker();
        await Fleet.Want(server);
        (await Fleet.Report(server)).ShouldSatisfyAllConditions(r => r.Failure.ShouldBeNull(), r => r.Verdict.ShouldBe(Verdict.Locked, r.VerdictEvidence));
        return server;
    }

    private async Task<ReconcileReport> Checked(DesiredServer server)
    {
        var asked = await Database.ControlPlane.Ask(server.Id, "check");
        return await Fleet.Report(server, r => r.Answered >= asked);
    }
}
