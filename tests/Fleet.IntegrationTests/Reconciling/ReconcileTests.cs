using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>The real worker, a real PostgreSQL, a real host.</summary>
public sealed class ReconcileTests(FleetDatabase database, TestHosts hosts) : ReconcilingTests(database, hosts)
{
    [Fact]
    public async Task a_server_that_is_only_observed_is_seen_whole_and_left_alone()
    {
        await using var host = await Prepared();
        var server = Fleet.Server(host, new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        var before = await host.Files();
        await Fleet.StartWorker();
        await Fleet.Want(server);

        var report = await Fleet.Report(server);

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
        var server = TestFleet.After(Fleet.Server(host), new EnforcementSet(EnforcementMode.Enforce, null));
        server = await Fleet.Grant(server, "alice", "a-good-password");
        await Fleet.GrantProbe(server);
        await Fleet.StartWorker();
        await Fleet.Want(server);
        var first = await Fleet.Report(server);
        first.Verdict.ShouldBe(Verdict.Open);
        first.Applied.Select(a => (a.Change.Made.Subject, a.Result)).ShouldBe([("fleet-probe", ChangeResult.Done), ("alice", ChangeResult.Done)]);

        server = TestFleet.After(server, new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        await Fleet.Want(server, "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01");
        var report = await Fleet.Report(server, r => r.Generation == server.Generation);

        report.Failure.ShouldBeNull();
        report.Outcome.ShouldBe(ReconcileOutcome.Changed);
        report.Verdict.ShouldBe(Verdict.Locked, report.VerdictEvidence);
        report.Drift.ShouldAllBe(d => d.IsNotice);
        report.Applied.Select(a => (a.Change.Made.Kind, a.Result)).ShouldBe(
            [("set-provider", ChangeResult.Done), ("set-jicofo-authentication", ChangeResult.Done), ("activate-access-mode", ChangeResult.Done)]);
        report.CorrelationId.ShouldBe(Guid.Parse("01234567-89ab-cdef-0123-456789abcdef"));
        (await host.Look($"cat /etc/prosody/conf.avail/{host.Name}.cfg.lua")).ShouldContain("authentication = \"internal_hashed\"");
    }

    [Fact]
    public async Task guests_come_in_behind_a_jicofo_that_asks_for_logins_and_opening_again_leaves_no_byte_of_it()
    {
        await using var host = await Prepared();
        var server = TestFleet.After(Fleet.Server(host), new EnforcementSet(EnforcementMode.Enforce, null));
        await Fleet.GrantProbe(server);
        await Fleet.StartWorker();
        var before = await Configuration(host);

        server = TestFleet.After(server, new AccessModeSet(AccessMode.Guests, Activation.InPlace, EvictSessions: false));
        await Fleet.Want(server);
        var report = await Fleet.Report(server, r => r.Generation == server.Generation);

        report.Failure.ShouldBeNull();
        report.Applied.ShouldAllBe(a => a.Result == ChangeResult.Done);
        report.Applied.Select(a => a.Change.Made.Kind).ShouldBe(
            [
                "put-account", "set-jicofo-authentication", "set-provider", "add-guest-host", "set-anonymous-domain", "restart-service",
                "activate-access-mode", "activate-guest-host",
            ]);
        (report.Probe!.Anonymous, report.Probe.Guest, report.Probe.Member).ShouldBe(
            (AnonymousLogin.Refused, AnonymousLogin.Accepted, MemberLogin.Proven), report.Probe.Detail);
        report.Verdict.ShouldBe(Verdict.Locked, report.VerdictEvidence);
        report.Drift.ShouldAllBe(d => d.IsNotice);

        server = TestFleet.After(server, new AccessModeSet(AccessMode.Open, Activation.InPlace, EvictSessions: false));
        await Fleet.Want(server);
        report = await Fleet.Report(server, r => r.Generation == server.Generation);
        (report.Failure, report.Verdict, report.Probe!.Guest).ShouldBe((null, Verdict.Open, AnonymousLogin.NoSuchHost), report.VerdictEvidence);
        (await Configuration(host)).ShouldBe(before, string.Join(", ", report.Applied));
    }

    [Fact]
    public async Task a_new_drift_comes_with_who_was_there_and_one_that_stays_does_not()
    {
        await using var host = await Prepared();
        var server = Fleet.Server(host, new AccessModeSet(AccessMode.Open, Activation.InPlace, EvictSessions: false));
        await Fleet.StartWorker();
        await Fleet.Want(server);
        (await Fleet.Report(server)).Evidence.ShouldBeNull();

        var file = $"/etc/prosody/conf.avail/{host.Name}.cfg.lua";
        await host.Exec($"sed -i '0,/\"jitsi-anonymous\"/s//\"internal_hashed\"/' {file}");
        await host.Exec("""
            echo "$(date +%FT%T.000000%:z) host sudo:    eve : PWD=/ ; USER=root ; COMMAND=/usr/bin/sed -i s/a-secret//" >>/var/log/auth.log
            """);
        var report = await Checked(server);

        report.Drift.ShouldContain(d => d.Kind == DriftKind.AccessMode);
        var told = report.Evidence.ShouldNotBeNull();
        told.ShouldContain(e => e.Kind == EvidenceKind.File && e.Who == "root" && e.What == file);
        told.Where(e => e.Kind == EvidenceKind.Sudo).Select(e => (e.Who, e.What)).ShouldBe([("eve", "/usr/bin/sed")]);
        told.ShouldAllBe(e => e.At <= report.FinishedAt.AddMinutes(1));

        report = await Checked(server);
        report.Drift.ShouldContain(d => d.Kind == DriftKind.AccessMode);
        report.Evidence.ShouldBeNull();
    }

    private async Task<ReconcileReport> Checked(DesiredServer server)
    {
        var asked = await Database.ControlPlane.Ask(server.Id, "check");
        return await Fleet.Report(server, r => r.Answered >= asked);
    }

    private static Task<string> Configuration(TestHost host) =>
        host.Look($"ls /etc/prosody/conf.d /etc/prosody/conf.avail; cd /etc/jitsi; sha256sum /etc/prosody/conf.d/* meet/{host.Name}-config.js jicofo/*");
}
