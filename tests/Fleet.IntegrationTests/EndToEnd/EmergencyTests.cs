using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.EndToEnd;

public sealed class EmergencyTests(TestPostgres postgres, TestHosts hosts)
{
    [Fact]
    public async Task every_reachable_server_is_locked_at_once_and_who_comes_back_is_locked_then()
    {
        var leased = (await hosts.Lease(2)).OrderBy(h => h.Number).ToArray();
        await using var one = leased[0];
        await using var other = leased[1];
        await using var fleet = await RunningFleet.Start(postgres, hosts, leased);
        foreach (var host in leased) await fleet.Enroll(host);
        (await fleet.Run(4, "lockdown", "all", "--emergency", "--yes")).Output.ShouldContain("[emergency-not-enforced]");
        foreach (var host in leased) await fleet.Enforce(host);
        await fleet.Run(0, "servers", "access", "all", "open", "--yes");
        await other.Cut();

        var locked = await fleet.Run(3, "lockdown", "all", "--emergency", "--yes");

        locked.Error.ShouldNotContain("waits for its proof");
        locked.Error.ShouldMatch("after [0-9]+ s: 1 locked, 0 pending, 1 unreachable; who is unreachable is locked on its return");
        (await fleet.Show(one)).Summary.Verdict.ShouldBe("locked");

        await other.Join();
        await Eventually.Until(async () => (await fleet.Show(other)).Summary.Verdict == "locked");
        var command = locked.Output.Split("  command ")[1].Split('\n')[0].Trim();
        await fleet.Run(0, "revert", command, "--yes");
        foreach (var host in leased) (await fleet.Show(host)).Summary.Verdict.ShouldBe("open");
    }
}
