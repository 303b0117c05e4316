using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.EndToEnd;

public sealed class ObservingTests(TestPostgres postgres, TestHosts hosts)
{
    [Fact]
    public async Task only_observed_a_server_changes_nothing_on_its_disk()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await RunningFleet.Start(postgres, hosts, host);
        await host.Drift("registration");
        await host.Drift("config");
        var before = await Disk(host);

        await fleet.Enroll(host);
        await fleet.Run(2, "lockdown", $"name={RunningFleet.NameOf(host)}");
        await fleet.RunWithInput(2, "battery horse staple\n", "register", "alice", "--on", "all", "--password-stdin", "--yes");
        for (var i = 0; i < 3; i++) await fleet.Run(2, "check", "all");

        (await fleet.Show(host)).Drift.Where(d => !d.Notice).Select(d => d.Kind).ShouldBe(
            ["access-mode", "not-in-force", "open-from-outside", "user-missing", "registration-open", "jicofo-auth"], ignoreOrder: true);
        (await Disk(host)).ShouldBe(before);
        await fleet.Run(2, "servers", "enforcement", "all", "enforce");
        (await Disk(host)).ShouldNotBe(before);
    }

    private static async Task<string> Disk(TestHost host) =>
        await host.Files() + await host.Look("find /etc /home /opt /root /srv /usr/local /var/lib /var/spool -xdev -type f -exec sha256sum {} + | sort");
}
