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
    }

    private static async Task<bool> IsLinked(TestHost host) =>
        (await host.Look($"test -L /etc/prosody/conf.d/{host.Name}.cfg.lua && echo linked || echo gone")).Trim() == "linked";
}
