using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>Hosts that are away, not ours, not what they were, or not what they claim to be.</summary>
public sealed class StrangeHostTests(FleetDatabase database, TestHosts hosts) : ReconcilingTests(database, hosts)
{
    [Fact]
    public async Task without_a_pinned_key_the_keys_are_shown_and_the_outside_is_looked_at()
    {
        await using var host = await Prepared();
        var server = Fleet.Server(host) with { HostKeys = [] };
        await Fleet.StartWorker();
        await Fleet.Want(server);
        var report = await Fleet.Report(server);
        report.Outcome.ShouldBe(ReconcileOutcome.AwaitingKey);
        report.ScannedKeys.ShouldContain(new HostKey("ssh-ed25519", host.HostKeyFingerprint));
        report.Probe!.Anonymous.ShouldBe(AnonymousLogin.Accepted);
        report.Verdict.ShouldBe(Verdict.Open);

        server = TestFleet.After(server, new HostKeyPinned(report.ScannedKeys[0]));
        await Fleet.Want(server);
        (await Fleet.Report(server, r => r.Generation == server.Generation)).Outcome.ShouldBe(ReconcileOutcome.Checked);
    }

    [Fact]
    public async Task a_worker_whose_own_pins_are_damaged_says_so_and_trusts_nothing()
    {
        await using var host = await Prepared();
        var server = Fleet.Server(host);
        var worker = await Fleet.StartWorker();
        Directory.CreateDirectory(Path.Combine(worker.State, "pins"));
        await File.WriteAllTextAsync(Path.Combine(worker.State, "pins", $"{server.Id}.json"), "{", TestContext.Current.CancellationToken);
        await Fleet.Want(server);
        var report = await Fleet.Report(server);
        report.Failure!.Code.ShouldBe("pins-unreadable");
        report.Failure.Text.ShouldContain("accept the server's keys anew");
        report.Observation.ShouldBeNull();
        report.Probe.ShouldNotBeNull();
    }

    [Fact]
    public async Task a_changed_host_key_stops_ssh_and_not_the_look_from_outside()
    {
        await using var host = await Prepared();
        var (server, _) = await Observed(host);
        await host.Drift("host-key");
        await host.Exec("pkill -9 -u fleet sshd");
        var asked = await Database.ControlPlane.Ask(server.Id, "check");

        var report = await Fleet.Report(server, r => r.Answered >= asked);

        report.Outcome.ShouldBe(ReconcileOutcome.HostKeyChanged);
        report.Observation.ShouldBeNull();
        report.ScannedKeys.ShouldContain(new HostKey("ssh-ed25519", host.HostKeyFingerprint));
        report.Drift.ShouldContain(d => d.Kind == DriftKind.HostKey && d.Severity == DriftSeverity.Critical);
        report.Probe!.Anonymous.ShouldBe(AnonymousLogin.Accepted);
    }

    [Fact]
    public async Task a_key_that_the_control_plane_swaps_is_not_accepted_before_an_operator_replaces_the_server()
    {
        await using var host = await Prepared();
        var (server, _) = await Observed(host);
        await host.Drift("host-key");
        await host.Exec("pkill -9 -u fleet sshd");
        var key = new HostKey("ssh-ed25519", host.HostKeyFingerprint);

        server = TestFleet.After(server, new HostKeyPinned(key));
        await Fleet.Want(server);
        (await Fleet.Report(server, r => r.Generation == server.Generation)).ShouldSatisfyAllConditions(
            r => r.Outcome.ShouldBe(ReconcileOutcome.HostKeyChanged), r => r.Failure!.Code.ShouldBe("host-key-not-accepted"), r => r.Observation.ShouldBeNull());

        server = TestFleet.After(server, new ServerReplaced(key, server.Incarnation + 1));
        await Fleet.Want(server);
        (await Fleet.Report(server, r => r.Generation == server.Generation)).Outcome.ShouldBe(ReconcileOutcome.Checked);
    }

    [Fact]
    public async Task another_machine_behind_the_same_key_is_not_worked_on()
    {
        await using var host = await Prepared();
        var (server, first) = await Observed(host);
        await Database.ControlPlane.Execute("select work.restrain($1, $2::jsonb)", server.Id,
            $$"""{"machineId":"{{first.Observation!.Host.MachineId}}","incarnation":1,"heldRepairs":[],"appliedGeneration":0}""");
        await host.Drift("machine-id");
        var before = await Config(host);
        server = TestFleet.After(server, new EnforcementSet(EnforcementMode.Enforce, null), new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        await Fleet.Want(server);

        var report = await Fleet.Report(server, r => r.Generation == server.Generation);

        report.Outcome.ShouldBe(ReconcileOutcome.HostIdentityChanged);
        report.Drift.ShouldContain(d => d.Kind == DriftKind.HostIdentity && d.Severity == DriftSeverity.Critical);
        report.Applied.ShouldBeEmpty();
        (await Config(host)).ShouldBe(before);
    }

    [Fact]
    public async Task a_host_of_another_fleet_is_refused()
    {
        await using var host = await Prepared();
        await host.Exec("echo 01890000-0000-7000-8000-000000000000 >/var/lib/fleet-host/owner");
        var server = TestFleet.After(Fleet.Server(host), new EnforcementSet(EnforcementMode.Enforce, null), new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
        await Fleet.StartWorker();
        await Fleet.Want(server);
        var report = await Fleet.Report(server);
        report.Outcome.ShouldBe(ReconcileOutcome.Refused);
        report.Drift.ShouldContain(d => d.Kind == DriftKind.OtherOwner);
        report.Applied.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("rm /etc/sudoers.d/fleet-host", "fleet servers prepare")]
    [InlineData("rm /usr/local/sbin/fleet-host", "fleet servers prepare")]
    [InlineData("printf '#!/bin/sh\\nhead -c 1073741824 /dev/urandom\\n' >/usr/local/sbin/fleet-host", "more than")]
    [InlineData("printf '#!/bin/sh\\necho fleet-host 1 half\\n' >/usr/local/sbin/fleet-host", "not usable")]
    public async Task a_host_whose_program_does_not_answer_as_it_must_is_unknown_and_says_why(string harm, string why)
    {
        await using var host = await Prepared();
        await host.Exec(harm);
        var server = Fleet.Server(host);
        await Fleet.StartWorker();
        await Fleet.Want(server);
        var report = await Fleet.Report(server);
        report.Outcome.ShouldBe(ReconcileOutcome.Failed);
        report.Failure!.Text.ShouldContain(why);
        report.Observation.ShouldBeNull();
        report.Verdict.ShouldBe(Verdict.Open, "the outside is seen all the same");
    }

    [Fact]
    public async Task a_host_that_is_cut_off_is_unreachable_and_delays_no_other()
    {
        var leased = await Hosts.Lease(2);
        await using var away = leased[0];
        await using var there = leased[1];
        await Fleet.Prepare(leased);
        var (cut, _) = await Observed(away);
        await away.Cut();
        var asked = await Database.ControlPlane.Ask(cut.Id, "check");
        var other = Fleet.Server(there);
        await Eventually.Until(() => Database.Owner.Scalar<bool>(
            "select exists (select from work.server where server_id = $1 and lease_until > clock_timestamp())", cut.Id));
        await Fleet.Want(other);
        var looked = await Fleet.Report(other);
        looked.Outcome.ShouldBe(ReconcileOutcome.Checked);

        var report = await Fleet.Report(cut, r => r.Answered >= asked);
        looked.FinishedAt.ShouldBeLessThan(report.FinishedAt);
        report.Outcome.ShouldBe(ReconcileOutcome.Unreachable);
        report.Verdict.ShouldBe(Verdict.Unknown);

        await away.Join();
        (await Fleet.Report(cut, r => r.Fence > report.Fence && r.Outcome == ReconcileOutcome.Checked)).Failure.ShouldBeNull();
    }

    [Fact]
    public async Task a_host_with_an_older_program_is_asked_in_protocol_1_and_one_that_spoke_2_is_not_talked_down()
    {
        const string program = "/usr/local/sbin/fleet-host";
        await using var host = await Prepared();
        await host.Exec($$"""
            cp {{program}} /root/new
            sed -e 's/^version=.*/version=0.2.0 protocol=1/' -e '/"fleet-host "\[12\]/s/\[12\]/1/' -e '/header=\$(head/s/$/; echo "${header%% 0*}" >>\/tmp\/asked/' /root/new >/root/old
            chmod 755 /root/old && cp /root/old {{program}}
            """);
        var (server, first) = await Observed(host);
        first.Observation!.Host.Program.State.ShouldBe(HostProgramState.Old);
        await Check(server);
        (await host.Look("cat /tmp/asked")).Trim().Split('\n').ShouldBe(["fleet-host 2", "fleet-host 1", "fleet-host 1"]);

        await host.Exec($"cp /root/new {program}");
        (await Check(server)).Observation!.Host.ClockUncertainty!.Value.ShouldBeGreaterThan(1, "still in whole seconds");
        (await Check(server)).Observation!.Host.ClockUncertainty!.Value.ShouldBeLessThan(1);

        await host.Exec($"cp /root/old {program}");
        (await Check(server)).Failure!.Code.ShouldBe("host-protocol-older");
    }

    [Fact]
    public async Task a_copy_of_the_database_is_refused_beside_the_original_until_root_says_otherwise()
    {
        await using var host = await Prepared();
        var (open, locked) = (Mode(AccessMode.Open), Mode(AccessMode.Members));
        var server = TestFleet.After(Fleet.Server(host), new EnforcementSet(EnforcementMode.Enforce, null), locked);
        await Fleet.StartWorker();
        await Fleet.Want(server);
        (await Fleet.Report(server)).Outcome.ShouldBe(ReconcileOutcome.Changed);
        var original = await Incarnation();
        var before = await host.Files();

        var copy = await BecomesAnother(Guid.NewGuid());
        await Fleet.Want(server = TestFleet.After(server, open));
        (await Fleet.Report(server, r => r.Generation == server.Generation)).ShouldSatisfyAllConditions(
            r => (r.Outcome, r.Failure!.Code).ShouldBe((ReconcileOutcome.Refused, "host-other-incarnation")),
            r => r.Observation!.Host.OtherIncarnation.ShouldBe($"{original}"),
            r => r.Drift.ShouldContain(d => d.Kind == DriftKind.OtherOwner));
        (await host.Files()).ShouldBe(before);

        await BecomesAnother(original);
        await Fleet.Want(server = TestFleet.After(server, open));
        (await Fleet.Report(server, r => r.Generation == server.Generation)).Outcome.ShouldBe(ReconcileOutcome.Changed, "the original goes on");

        await BecomesAnother(copy);
        await host.Exec($"/usr/local/sbin/fleet-host take-over {Fleet.Keys.Fleet} {copy}");
        await Fleet.Want(server = TestFleet.After(server, locked));
        (await Fleet.Report(server, r => r.Generation == server.Generation)).Outcome.ShouldBe(ReconcileOutcome.Changed, "root said so");
    }

    private static AccessModeSet Mode(AccessMode mode) => new(mode, Activation.InPlace, EvictSessions: false);

    private async Task<Guid> Incarnation() => (await Database.Owner.Rows("select incarnation from work.present_epoch", r => r.GetGuid(0))).Single();

    private async Task<Guid> BecomesAnother(Guid incarnation)
    {
        await Database.Owner.Execute("update work.epoch set incarnation = $1", incarnation);
        return incarnation;
    }

    private async Task<ReconcileReport> Check(DesiredServer server)
    {
        var asked = await Database.ControlPlane.Ask(server.Id, "check");
        return await Fleet.Report(server, r => r.Answered >= asked);
    }

    private static Task<string> Config(TestHost host) => host.Look($"cat /etc/prosody/conf.avail/{host.Name}.cfg.lua");

    private async Task<(DesiredServer Server, ReconcileReport Report)> Observed(TestHost host)
    {
        var server = Fleet.Server(host);
        await Fleet.StartWorker();
        await Fleet.Want(server);
        var report = await Fleet.Report(server);
        report.Outcome.ShouldBe(ReconcileOutcome.Checked, report.Failure?.Text);
        return (server, report);
    }
}
