using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>Hosts that can be looked at and not changed just now: nothing is half done, it is said why, and it is done when it can be.</summary>
public sealed class UnwritableHostTests(FleetDatabase database, TestHosts hosts) : ReconcilingTests(database, hosts)
{
    private const string State = "/var/lib/fleet-host";

    [Fact]
    public async Task while_packages_are_installed_a_change_is_postponed_and_made_soon_after()
    {
        await using var host = await Prepared();
        await host.Exec("cp /bin/sleep /tmp/apt-get; setsid /tmp/apt-get 600 </dev/null >/dev/null 2>&1 & echo $! >/run/apt-get.pid");
        var before = await host.Files();
        var server = Locked(host);
        await Fleet.StartWorker();
        await Fleet.Want(server);

        var report = await Fleet.Report(server);

        report.Outcome.ShouldBe(ReconcileOutcome.Postponed);
        report.Failure!.Code.ShouldBe("host-dpkg-running");
        report.Failure.Text.ShouldContain("packages are being installed");
        report.Applied.ShouldBeEmpty();
        (await host.Files()).ShouldBe(before);

        await host.Exec("kill $(cat /run/apt-get.pid)");
        (await Fleet.Report(server, r => r.Outcome == ReconcileOutcome.Changed)).Failure.ShouldBeNull();
        (await Config(host)).ShouldContain("authentication = \"internal_hashed\"");
    }

    [Fact]
    public async Task in_an_emergency_what_is_in_force_is_closed_while_packages_are_installed_and_the_files_follow()
    {
        await using var host = await Prepared();
        await host.Exec("cp /bin/sleep /tmp/apt-get; setsid /tmp/apt-get 600 </dev/null >/dev/null 2>&1 & echo $! >/run/apt-get.pid");
        var before = await Config(host);
        var server = TestFleet.After(Locked(host), new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: true, Emergency: true));
        await Fleet.StartWorker();
        await Fleet.Want(server);

        (await Fleet.Report(server, r => r.Verdict == Verdict.LockedLoginNotProven)).Observation!.InForce.Provider.ShouldBe("internal_hashed");
        (await Config(host)).ShouldBe(before);

        await host.Exec("kill $(cat /run/apt-get.pid)");
        await Eventually.Until(async () => (await Config(host)).Contains("authentication = \"internal_hashed\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/etc/prosody", "mount --bind $d $d && mount -o remount,ro,bind $d")]
    [InlineData(State, "mount --bind $d $d && mount -o remount,ro,bind $d")]
    [InlineData(State, "cp -a $d /tmp/kept && mount -t tmpfs -o size=64k,mode=$(stat -c %a $d) tmpfs $d && cp -a /tmp/kept/. $d && ! dd if=/dev/zero of=$d/filler bs=4096 2>/dev/null")]
    public async Task without_room_or_right_to_write_nothing_is_half_done(string directory, string harm)
    {
        await using var host = await Prepared();
        var before = await Config(host);
        await host.Exec($"d={directory}; {harm}");
        var server = Locked(host);
        await Fleet.StartWorker();
        await Fleet.Want(server);

        var report = await Fleet.Report(server);

        string.Join(' ', report.Applied.Select(a => a.Detail).Prepend(report.Failure?.Code)).ShouldContain("cannot-write");
        // Jicofo's file stands elsewhere; to ask for logins there is safe by itself
        report.Applied.Where(a => a.Change is not Change.SetJicofoAuthentication)
            .ShouldAllBe(a => a.Result == ChangeResult.Failed || a.Result == ChangeResult.Skipped);
        report.Verdict.ShouldBe(Verdict.Open, report.VerdictEvidence);
        (await Config(host)).ShouldBe(before);
        (await host.Look("find /etc/prosody -name '*.fleet-new'")).ShouldBeEmpty();

        await host.Exec($"umount {directory}");
        await Database.ControlPlane.Ask(server.Id, "check");
        (await Fleet.Report(server, r => r.Outcome == ReconcileOutcome.Changed)).Failure.ShouldBeNull();
        (await Config(host)).ShouldContain("authentication = \"internal_hashed\"");
    }

    private static Task<string> Config(TestHost host) => host.Look($"cat /etc/prosody/conf.avail/{host.Name}.cfg.lua");

    private DesiredServer Locked(TestHost host) => TestFleet.After(
        Fleet.Server(host), new EnforcementSet(EnforcementMode.Enforce, null), new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: false));
}
