using System.Globalization;
using Fleet.IntegrationTests.EndToEnd;
using Fleet.IntegrationTests.TestBed;
using Fleet.Tests.Model;

namespace Fleet.IntegrationTests.Model;

/// <summary>Histories of the model, on three real hosts: it says of each step what comes of it, and what no guard may let happen.</summary>
public sealed class ReplayTests(TestPostgres postgres, TestHosts hosts)
{
    /// <summary>`FLEET_MODEL_REPLAYS=50`: so many, four fleets at a time, which takes FLEET_TEST_HOSTS=12.</summary>
    private const string More = "FLEET_MODEL_REPLAYS";
    private const int AtOnce = 4;

    // short, and it meets one server first, mass drift and the lock at the console
    private const int Usual = 1;

    // on whom was cut off
    private static readonly Dictionary<string, string> SoonGivesUp = new() { ["FLEET_Ssh__ConnectTimeout"] = "00:00:01", ["FLEET_Probing__Timeout"] = "00:00:02" };

    private static int[] Seeds => int.TryParse(Environment.GetEnvironmentVariable(More), CultureInfo.InvariantCulture, out var seeds)
        ? [.. Enumerable.Range(0, seeds)] : [Usual];

    [Fact]
    public async Task real_hosts_come_to_what_the_model_says()
    {
        var fleets = Task.WhenAll(Seeds.GroupBy(seed => seed % AtOnce).Select(some => OnThreeHosts([.. some])));
        await fleets.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        // each fleet's failure, not the first alone
        if (fleets.Exception is { } all) throw all;
        await fleets;
    }

    private async Task OnThreeHosts(int[] seeds)
    {
        var leased = (await hosts.Lease(History.OnHostsServers)).OrderBy(h => h.Number).ToArray();
        try
        {
            await using var fleet = await RunningFleet.Start(postgres, hosts, SoonGivesUp, leased);
            foreach (var host in leased) await fleet.Enroll(host);
            foreach (var host in leased) await fleet.Enforce(host);
            await fleet.Run(0, "servers", "access", "all", "open", "--yes");
            using var replay = new Replay(fleet, hosts, leased);
            foreach (var seed in seeds) await replay.Run(seed);
        }
        finally
        {
            foreach (var host in leased) await host.DisposeAsync();
        }
    }
}
