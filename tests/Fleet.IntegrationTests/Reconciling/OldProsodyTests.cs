using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>Prosody 0.11 has no shell: what it does is not said, and seen from outside alone.</summary>
public sealed class OldProsodyTests(FleetDatabase database, TestHosts hosts) : IClassFixture<FleetDatabase>, IAsyncDisposable
{
    private readonly TestFleet _fleet = new(database, hosts);

    public ValueTask DisposeAsync() => _fleet.DisposeAsync();

    [Fact]
    public async Task it_is_locked_by_a_restart_and_the_probe_sees_who_gets_in()
    {
        await using var host = await hosts.Lease();
        await host.Reset(release: Release.Bullseye);
        await _fleet.Prepare(host);
        var server = TestFleet.After(_fleet.Server(host), new EnforcementSet(EnforcementMode.Enforce, null));
        await _fleet.GrantProbe(server);
        await _fleet.StartWorker();
        await _fleet.Want(server);
        var seen = await _fleet.Report(server);
        (seen.Verdict, seen.Observation!.InForce.Provider).ShouldBe((Verdict.Open, null), seen.VerdictEvidence);
        seen.Observation.InForce.Problem.ShouldNotBeNull();

        server = TestFleet.After(server, new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        await _fleet.Want(server);
        var open = await _fleet.Report(server, r => r.Generation == server.Generation);
        open.Drift.ShouldContain(d => d.Kind == DriftKind.OpenFromOutside);
        open.Drift.ShouldContain(d => d.Kind == DriftKind.Undetermined && d.Subject == DriftSubject.InForce);

        server = TestFleet.After(server, new AccessModeSet(AccessMode.Members, Activation.Restart, EvictSessions: false));
        await _fleet.Want(server);
        var locked = await _fleet.Report(server, r => r.Generation == server.Generation);
        locked.Applied.Single(a => a.Change == new Change.ActivateAccessMode(Activation.Restart, null, "internal_hashed")).Result
            .ShouldBe(ChangeResult.Done);
        (locked.Probe!.Anonymous, locked.Probe.Member).ShouldBe((AnonymousLogin.Refused, MemberLogin.Proven), locked.Probe.Detail);
        locked.Drift.ShouldNotContain(d => d.Kind == DriftKind.OpenFromOutside);
        locked.Observation!.InForce.SessionsWithoutLogin.ShouldBeNull();
        locked.Verdict.ShouldBe(Verdict.Unknown);
        locked.VerdictEvidence.ShouldContain("sessions without one are still there is not known");

        var asked = await database.ControlPlane.Ask(server.Id, "check");
        (await _fleet.Report(server, r => r.Answered >= asked)).Applied.ShouldBeEmpty("it is restarted once");
    }
}
