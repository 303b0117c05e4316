using Fleet.Domain.Drift;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.EndToEnd;

public sealed class FlappingTests(TestPostgres postgres, TestHosts hosts)
{
    [Fact]
    public async Task what_is_repaired_again_and_again_is_left_alone_and_called_flapping()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await RunningFleet.Start(postgres, hosts, host);
        await fleet.Enroll(host);
        await fleet.Enforce(host);
        for (var i = 0; i < Flapping.Repairs; i++)
        {
            await host.Drift("unlink");
            await fleet.Run(0, "check", "all");
            (await IsLinked(host)).ShouldBeTrue();
        }

        await host.Drift("unlink");
        await fleet.Run(2, "check", "all");

        (await IsLinked(host)).ShouldBeFalse();
        (await fleet.Run(2, "drift")).Output.ShouldContain("flapping");
        (await fleet.Run(0, "audit")).Output.ShouldContain($"came back after {Flapping.Repairs} repairs");
        await fleet.Run(0, "servers", "relabel", RunningFleet.NameOf(host), "site=berlin");
        (await IsLinked(host)).ShouldBeTrue();

        await Waived(fleet, host);
    }

    // on the same host, as it takes one more
    private static async Task Waived(RunningFleet fleet, TestHost host)
    {
        string[] jicofo = [RunningFleet.NameOf(host), "service-down", "--subject", "jicofo", "--reason", "new disk"];
        (await fleet.Run(0, ["drift", "waive", .. jicofo, "--until", "1d"])).Error.ShouldContain("nothing of that kind stands");
        await host.Drift("jicofo-service");
        await fleet.Run(0, "check", "all");
        (await Jicofo(fleet, host)).ShouldNotBe("running");
        (await fleet.Run(0, "drift")).Output.ShouldContain("0 drift on 0 of 1 servers, 0 unknown; 1 waived");

        await fleet.Run(0, ["drift", "waive", .. jicofo, "--until", "2s"]);
        await Eventually.Until(async () => await Jicofo(fleet, host) == "running");
        (await fleet.Run(0, "audit")).Output.ShouldContain("drift service-down jicofo is over (repaired)");
    }

    private static async Task<string> Jicofo(RunningFleet fleet, TestHost host) => (await fleet.Show(host)).Observation!.Services["jicofo"];

    private static async Task<bool> IsLinked(TestHost host) =>
        (await host.Look($"test -L /etc/prosody/conf.d/{host.Name}.cfg.lua && echo linked || echo gone")).Trim() == "linked";
}
