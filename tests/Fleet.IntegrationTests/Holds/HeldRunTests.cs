using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Holds;

public sealed class HeldRunTests(FleetDatabase database, TestHosts hosts) : ReconcilingTests(database, hosts)
{
    [Fact]
    public async Task a_database_that_cannot_be_asked_lets_nothing_through()
    {
        await using var host = await Prepared();
        var before = await host.Files();
        var server = TestFleet.After(Fleet.Server(host), new EnforcementSet(EnforcementMode.Enforce, null),
            new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        await Database.Owner.Execute("alter function work.may_apply(uuid, bigint, interval, text[], text[]) rename to may_apply_later");
        var worker = await Fleet.StartWorker();
        await Fleet.Want(server);

        var report = await Fleet.Report(server);

        report.Failure!.ShouldSatisfyAllConditions(
            f => f.Code.ShouldBe("may-apply-refused"), f => f.Text.ShouldContain("`fleet-controlplane init`"), f => f.Text.ShouldContain("42883"));
        (report.Outcome, report.Enforced, report.Applied.Length).ShouldBe((ReconcileOutcome.Failed, false, 0));
        report.Drift.ShouldContain(d => d.Kind == DriftKind.AccessMode);
        report.Verdict.ShouldBe(Verdict.Open);
        (await host.Files()).ShouldBe(before);

        await Database.Owner.Execute("alter function work.may_apply_later(uuid, bigint, interval, text[], text[]) rename to may_apply");
        (await Fleet.Report(server, r => r.Failure is null)).Outcome.ShouldBe(ReconcileOutcome.Changed);
        await worker.Says("Did `fleet-controlplane init` run");
    }

    [Fact]
    public async Task a_lock_from_the_console_is_told_and_taken_over_once_it_is_wanted()
    {
        await using var host = await Prepared();
        await host.Exec("SUDO_USER=dana /usr/local/sbin/fleet-host lock 'abuse, INC-411' || test $? = 2");
        var server = TestFleet.After(Fleet.Server(host), new EnforcementSet(EnforcementMode.Enforce, null),
            new AccessModeSet(AccessMode.Open, Activation.InPlace, EvictSessions: false));
        await Fleet.StartWorker();
        await Fleet.Want(server);
        var held = await Fleet.Report(server);
        held.Observation!.Host.Hold!.ShouldSatisfyAllConditions(
            h => (h.Locked, h.By, h.Reason).ShouldBe((true, "dana", "abuse, INC-411")), h => h.Since.ShouldBeLessThan(DateTimeOffset.UtcNow.AddSeconds(1)));
        held.Applied.ShouldBeEmpty();
        held.Verdict.ShouldBe(Verdict.LockedLoginNotProven);

        server = TestFleet.After(server, new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        await Fleet.Want(server);
        var adopted = await Fleet.Report(server, r => r.Generation == server.Generation);

        adopted.Observation!.Host.Hold.ShouldBeNull();
        (adopted.Verdict, adopted.Failure).ShouldBe((Verdict.LockedLoginNotProven, null));
        adopted.Drift.ShouldNotContain(d => d.Kind == DriftKind.Held);
        await host.Exec("test ! -e /var/lib/fleet-host/hold");
    }

    [Fact]
    public async Task what_too_many_servers_have_waits_and_the_rest_is_repaired_in_the_same_run()
    {
        await using var host = await Prepared();
        var (enabled, available) = ($"/etc/prosody/conf.d/{host.Name}.cfg.lua", $"/etc/prosody/conf.avail/{host.Name}.cfg.lua");
        await Repaired("config-not-loaded:link");
        var server = TestFleet.After(Fleet.Server(host), new EnforcementSet(EnforcementMode.Enforce, null),
            new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        await Fleet.StartWorker();
        await Fleet.Want(server);
        await Fleet.Report(server, r => r.Outcome == ReconcileOutcome.Changed);
        await Database.ControlPlane.Execute("select work.restrain($1, $2::jsonb)", server.Id,
            $$"""{"machineId":null,"incarnation":0,"heldRepairs":[],"appliedGeneration":{{server.Generation}}}""");

        await host.Exec($"rm {enabled}; chmod 666 {available}");
        var asked = await Database.ControlPlane.Ask(server.Id, "check");
        var held = await Fleet.Report(server, r => r.Answered >= asked);

        held.Holds!.Value.ShouldHaveSingleItem().Drift.ShouldBe("config-not-loaded:link");
        (held.Outcome, held.Enforced).ShouldBe((ReconcileOutcome.Changed, true));
        held.Applied.ShouldAllBe(a => a.Change is Change.FixPermissions && a.Result == ChangeResult.Done);
        held.Drift.ShouldContain(d => d.Kind == DriftKind.ConfigNotLoaded);
        await host.Exec($"test ! -e {enabled} && test $(stat -c %a {available}) != 666");

        await Database.Owner.Execute("truncate work.repair, work.hold");
        asked = await Database.ControlPlane.Ask(server.Id, "check");
        (await Fleet.Report(server, r => r.Answered >= asked)).Holds.ShouldBeNull();
        await host.Exec($"test -L {enabled}");
    }

    /// <summary>A minute ago at most, on another server: one is what may be repaired of so few.</summary>
    private async Task Repaired(string drift)
    {
        var other = Guid.NewGuid();
        await Database.ControlPlane.Want(other, desired: """{"enforcement": "observe"}""");
        await Database.ControlPlane.Execute("select work.retire($1)", other);
        await Database.Owner.Execute("insert into work.repair values ($1, $2, clock_timestamp(), clock_timestamp())", other, drift);
    }
}
