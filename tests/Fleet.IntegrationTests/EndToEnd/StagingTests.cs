using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.EndToEnd;

public sealed class StagingTests(TestPostgres postgres, TestHosts hosts)
{
    [Fact]
    public async Task a_lockdown_that_fails_on_the_first_server_does_not_touch_the_others_until_it_is_resumed()
    {
        var leased = (await hosts.Lease(3)).OrderBy(h => h.Number).ToArray();
        await using var first = leased[0];
        await using var second = leased[1];
        await using var third = leased[2];
        await using var fleet = await RunningFleet.Start(postgres, hosts, leased);
        foreach (var host in leased)
        {
            await fleet.Enroll(host);
            await fleet.Enforce(host);
        }
        string[] names = [.. leased.Select(RunningFleet.NameOf)];
        var before = new[] { await Disk(second), await Disk(third) };
        await first.Exec("mount --bind /etc/prosody /etc/prosody && mount -o remount,ro,bind /etc/prosody");
        (await fleet.Run(0, "plan", "lockdown", "all")).Output.ShouldContain($"{names[0]} first; the other 2 wait for its proof");

        var stopped = await fleet.Run(3, "lockdown", "all", "--yes");

        stopped.Error.ShouldContain($"{names[0]} first; the other 2 wait for its proof");
        stopped.Output.ShouldContain($"stopped: {names[0]}: ");
        stopped.Output.ShouldContain("; 2 not touched");
        var command = stopped.Output.Split("next: fleet revert ")[1].Split('\n')[0].Trim();
        stopped.Output.ShouldContain($"next: fleet resume --command {command} --reason \"...\"");
        new[] { await Disk(second), await Disk(third) }.ShouldBe(before);


        await fleet.Run(2, "resume", "--command", command, "--reason", "only its disk is full");

        foreach (var host in leased[1..]) (await fleet.Show(host)).Summary.Verdict.ShouldBe("locked");
        var opened = await fleet.Run(0, "servers", "access", $"name in ({names[1]},{names[2]})", "open", "--yes");
        opened.Error.ShouldContain($"{names[1]} first; the other one waits for its proof");
        opened.Error.ShouldContain($"{names[1]} is proven; the others go on");

        await MassDrift(fleet, second, third);
    }

    // on the same hosts, as it takes several: two of three enforced servers are more than a tenth
    private static async Task MassDrift(RunningFleet fleet, TestHost one, TestHost other)
    {
        foreach (var host in new[] { one, other }) await host.Drift("unlink");
        await fleet.Run(0, "check", $"name={RunningFleet.NameOf(one)}");
        await fleet.Run(2, "check", $"name={RunningFleet.NameOf(other)}");
        (await IsLinked(one), await IsLinked(other)).ShouldBe((true, false));
        var shown = (await fleet.Run(0, "servers", "show", RunningFleet.NameOf(other))).Output;
        shown.ShouldContain("on too many servers at once");
        shown.ShouldContain("fleet resume --drift config-not-loaded");

        (await fleet.Run(4, "resume", "--drift", "service-down")).Error.ShouldContain("[no-repair-waits]");
        (await fleet.Run(4, "resume", "--drift", "config-not-loaded", "--expect", "2")).Error.ShouldContain("--expect 1");
        await fleet.Run(0, "resume", "--drift", "config-not-loaded", "--reason", "the package did that");
        await Eventually.Until(() => IsLinked(other));
        (await fleet.Run(0, "audit")).Output.ShouldContain("drift config-not-loaded is repaired on all servers");
    }

    private static async Task<bool> IsLinked(TestHost host) => (await host.Look("ls /etc/prosody/conf.d")).Contains(host.Name, StringComparison.Ordinal);

    private static Task<string> Disk(TestHost host) => host.Look("sha256sum /etc/prosody/prosody.cfg.lua /etc/prosody/conf.avail/* /var/lib/prosody/*/accounts/* 2>/dev/null | sort");
}
