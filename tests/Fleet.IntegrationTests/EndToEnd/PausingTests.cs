using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.EndToEnd;

public sealed class PausingTests(TestPostgres postgres, TestHosts hosts)
{
    [Fact]
    public async Task a_pause_stops_a_run_that_has_looked_already_and_what_waited_is_applied_at_its_end()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await RunningFleet.Start(postgres, hosts, host);
        var name = RunningFleet.NameOf(host);
        await fleet.Enroll(host);
        await fleet.Enforce(host);
        var sight = await HeldSight.On(host);
        var before = await host.Files();
        var sent = await fleet.Run(0, "lockdown", $"name={name}", "--no-wait");
        await sight.Begun();

        (await fleet.Run(1, "pause")).Error.ShouldContain("A pause needs a reason");
        (await fleet.Run(0, "pause", "--reason", "INC-411, ask dana")).Error.ShouldContain("the whole fleet is paused since");
        await sight.Tell();

        var command = sent.Output.Split("command ")[1].Split('\n')[0].Trim();
        (await fleet.Run(6, "follow", command, "--timeout", "1s")).Error.ShouldContain("INC-411, ask dana");
        (await host.Files()).ShouldBe(before);
        var seen = await fleet.Show(host);
        (await fleet.Run(2, "check", "all")).Output.ShouldContain("access-mode");
        (await fleet.Show(host)).Summary.ProbedAt!.Value.ShouldBeGreaterThan(seen.Summary.ProbedAt!.Value);
        (await fleet.Run(2, "drift")).Output.ShouldContain("not repaired until `fleet resume`");
        (await fleet.Run(0, "servers", "list")).Output.ShouldContain("enforce, paused");
        (await fleet.Run(0, "servers", "show", name)).Output.ShouldContain("INC-411, ask dana");
        (await fleet.Run(0, "plan", "repair", "all")).Output.ShouldContain("paused: the whole fleet is paused");
        (await host.Files()).ShouldBe(before);

        await fleet.Run(0, "resume");
        (await fleet.Run(0, "follow", command)).Output.ShouldContain("proven");

        await fleet.Run(0, "pause", $"name={name}", "--reason", "debugging");
        (await fleet.Run(6, "servers", "access", $"name={name}", "open", "--timeout", "1s")).Output.ShouldContain($"next: fleet resume name={name}");
        (await fleet.Run(0, "resume", $"name={name}")).Output.ShouldContain("proven");
        (await fleet.Show(host)).Summary.Verdict.ShouldBe("open");
        await HeldByRoot(fleet, host, name);
    }

    private static async Task HeldByRoot(RunningFleet fleet, TestHost host, string name)
    {
        await host.Exec("/usr/local/sbin/fleet-host.seeing hold --for 2h looking into it");
        var before = await host.Files();
        (await fleet.Run(6, "lockdown", $"name={name}", "--timeout", "1s")).Output.ShouldContain("held on the host itself since");
        (await host.Files()).ShouldBe(before);
        (await fleet.Run(0, "servers", "list")).Output.ShouldContain("enforce, host");
        (await fleet.Run(0, "servers", "show", name)).Output.ShouldContain("`sudo fleet-host release` on the host ends that");
        await host.Exec("/usr/local/sbin/fleet-host.seeing release");
        await fleet.Run(0, "check", "all");
        (await fleet.Show(host)).Summary.ShouldSatisfyAllConditions(s => s.Verdict.ShouldBe("locked"), s => s.Held.ShouldBeNull());
    }
}
