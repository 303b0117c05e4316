using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>The real worker, a real PostgreSQL, a real host.</summary>
public sealed class ReconcileTests(FleetDatabase database, TestHosts hosts) : IClassFixture<FleetDatabase>, IAsyncDisposable
{
    private readonly TestFleet _fleet = new(database, hosts);

    public ValueTask DisposeAsync() => _fleet.DisposeAsync();

    [Fact]
    public async Task a_server_that_is_only_observed_is_seen_whole_and_left_alone()
    {
        await using var host = await Prepared();
        var server = _fleet.Server(host, new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        var before = await host.Files();
        await _fleet.StartWorker();
        await _fleet.Want(server);

        var report = await _fleet.Report(server);

        report.Failure.ShouldBeNull();
        report.Outcome.ShouldBe(ReconcileOutcome.Checked);
        report.Enforced.ShouldBeFalse();
        report.Verdict.ShouldBe(Verdict.Open, report.VerdictEvidence);
        report.Observation!.InForce.Provider.ShouldBe("jitsi-anonymous");
        report.Observation.Host.Owner.ShouldBe(HostOwner.Ours);
        report.Observation.Host.Program.State.ShouldBe(HostProgramState.Current);
        (await host.Files()).ShouldBe(before);
    }

    [Fact]
    public async Task locking_down_in_place_is_proven_from_outside_and_a_member_gets_in()
    {
        await using var host = await Prepared();
        var server = TestFleet.After(_fleet.Server(host), new EnforcementSet(EnforcementMode.Enforce, null));
        server = await _fleet.Grant(server, "alice", "a-good-password");
        await _fleet.GrantProbe(server);
        await _fleet.StartWorker();
        await _fleet.Want(server);
        var first = await _fleet.Report(server);
        first.Verdict.ShouldBe(Verdict.Open);
        first.Applied.Select(a => (a.Change.Made.Subject, a.Result)).ShouldBe([("fleet-probe", ChangeResult.Done), ("alice", ChangeResult.Done)]);

        server = TestFleet.After(server, new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        await _fleet.Want(server, "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");
        var report = await _fleet.Report(server, r => r.Generation == server.Generation);

        report.Failure.ShouldBeNull();
        report.Outcome.ShouldBe(ReconcileOutcome.Changed);
        report.Verdict.ShouldBe(Verdict.Locked, report.VerdictEvidence);
        report.Drift.ShouldBeEmpty();
        report.Applied.Select(a => (a.Change.Made.Kind, a.Result)).ShouldBe(
            [("set-provider", ChangeResult.Done), ("activate-access-mode", ChangeResult.Done)]);
        report.CorrelationId.ShouldBe(Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"));
        (await host.Look($"cat /etc/prosody/conf.avail/{host.Name}.cfg.lua")).ShouldContain("authentication = \"internal_hashed\"");
    }

    private async Task<TestHost> Prepared()
    {
        var host = await hosts.Lease();
        await _fleet.Prepare(host);
        return host;
    }
}
