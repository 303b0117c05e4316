using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>Prosody 0.11 has no shell: what it does is not said, and seen from outside alone.</summary>
public sealed class OldProsodyTests(FleetDatabase database, TestHosts hosts) : ReconcilingTests(database, hosts)
{
    [Fact]
    public async Task it_is_locked_by_a_restart_and_the_probe_sees_who_gets_in()
    {
        await using var host = await Hosts.Lease();
        await host.Reset(release: Release.Bullseye);
        await Fleet.Prepare(host);
        var server = TestFleet.After(Fleet.Server(host), new EnforcementSet(EnforcementMode.Enforce, null));
        await Fleet.GrantProbe(server);
        await Fleet.StartWorker();
        await Fleet.Want(server);
        var seen = await Fleet.Report(server);
        (seen.Verdict, seen.Observation!.InForce.Provider).ShouldBe((Verdict.Open, null), seen.VerdictEvidence);
        seen.Observation.InForce.Problem.ShouldNotBeNull();

        server = TestFleet.After(server, new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        await Fleet.Want(server);
        var open = await Fleet.Report(server, r => r.Generation == server.Generation);
        open.Drift.ShouldContain(d => d.Kind == DriftKind.OpenFromOutside);
        open.Drift.ShouldContain(d => d.Kind == DriftKind.Undetermined && d.Subject == DriftSubject.InForce);

        server = TestFleet.After(server, new AccessModeSet(AccessMode.Members, Activation.Restart, EvictSessions: false));
        await Fleet.Want(server);
        var locked = await Fleet.Report(server, r => r.Generation == server.Generation);
        locked.Applied.Single(a => a.Change == new Change.ActivateAccessMode(Activation.Restart, null, "internal_hashed")).Result
            .ShouldBe(ChangeResult.Done);
        (locked.Probe!.Anonymous, locked.Probe.Member).ShouldBe((AnonymousLogin.Refused, MemberLogin.Proven), locked.Probe.Detail);
        locked.Drift.ShouldNotContain(d => d.Kind == DriftKind.OpenFromOutside);
        locked.Observation!.InForce.SessionsWithoutLogin.ShouldBeNull();
        locked.Verdict.ShouldBe(Verdict.Unknown);
        locked.VerdictEvidence.ShouldContain("sessions without one are still there is not known");

        var asked = await Database.ControlPlane.Ask(server.Id, "check");
        (await Fleet.Report(server, r => r.Answered >= asked)).Applied.ShouldBeEmpty("it is restarted once");
    }
}
