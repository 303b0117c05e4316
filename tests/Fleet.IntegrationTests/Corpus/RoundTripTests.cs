using Fleet.Domain.Servers;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Corpus;

/// <summary>How often a worker goes to a host, counted there: sudo keeps a line of each start of fleet-host.</summary>
public sealed class RoundTripTests(TestHosts hosts)
{
    [Theory]
    [InlineData(1)]
    [InlineData(120)]
    public async Task A_check_is_one_and_an_apply_is_one_more_and_its_check_whatever_the_number_of_users(int users)
    {
        await using var fleet = new CorpusFleet();
        await using var leased = await hosts.Lease();
        var host = new CorpusHost(leased, fleet, hosts.AuthorityPath, [.. Enumerable.Range(0, users).Select(i => $"user{i}")]);
        await host.Become(Release.Bookworm, AccessMode.Members);
        await leased.Exec("echo 'Defaults logfile=/run/sudo.log, loglinelen=0' >/etc/sudoers.d/counted; : >/run/sudo.log");

        await host.Check(EnforcementMode.Observe);
        (await Since(leased)).ShouldBe(1);
        await host.Check(EnforcementMode.Enforce);
        (await Since(leased)).ShouldBe(1);

        // who did it is asked once
        await leased.Exec("rm /var/lib/prosody/*/accounts/user*.dat");
        await host.Check(EnforcementMode.Observe);
        (await Since(leased)).ShouldBe(2);
        var report = await host.Check(EnforcementMode.Enforce);
        report.Applied.Length.ShouldBe(users);
        (await Since(leased)).ShouldBe(3);
    }

    private static async Task<int> Since(TestHost host) =>
        int.Parse(await host.Exec("grep -c 'USER=root ; COMMAND=/usr/local/sbin/fleet-host$' /run/sudo.log || :; : >/run/sudo.log"));
}
