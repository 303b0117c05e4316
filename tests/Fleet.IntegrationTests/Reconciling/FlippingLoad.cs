using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>Commands servers to be locked and opened in turn, so that every generation is an apply on a host.</summary>
internal sealed class FlippingLoad(TestFleet fleet, IReadOnlyList<TestHost> hosts, DesiredServer[] servers) : IAsyncDisposable
{
    public TestHost FirstHost => hosts[0];

    public DesiredServer FirstServer => servers[0];

    public Task Rounds(int rounds) => Task.WhenAll(Enumerable.Range(0, servers.Length).Select(i => Flip(i, rounds)));

    /// <summary>The longest that any server waited, from this time on, until a worker began with it.</summary>
    public async Task<TimeSpan> LongestWaitAfter(DateTimeOffset at) =>
        (await AllReports()).Select(reports => reports.First(r => r.StartedAt > at).StartedAt - at).Max();

    public async Task ShouldHaveLostNothing()
    {
        foreach (var (host, server, reports) in hosts.Zip(servers, await AllReports()))
        {
            reports.Select(r => r.Generation).ShouldContain(server.Generation);
            reports.Select(r => r.Fence).ShouldBeUnique();
            reports.Zip(reports.Skip(1)).ShouldAllBe(pair => pair.First.FinishedAt <= pair.Second.StartedAt, "two runs of one server at the same time");
            var applied = await AppliedOn(host);
            applied.ShouldBeUnique();
            applied.ShouldBe(applied.Order());
            applied.ShouldBeSubsetOf(reports.SelectMany(r => r.Ledger.Select(e => e.Fence)).Concat(reports.Where(r => !r.Applied.IsEmpty).Select(r => r.Fence)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts) await host.DisposeAsync();
    }

    private async Task Flip(int i, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var mode = servers[i].AccessMode == AccessMode.Members ? AccessMode.Open : AccessMode.Members;
            servers[i] = TestFleet.After(servers[i], new AccessModeSet(mode, Activation.InPlace, EvictSessions: false));
            await fleet.Want(servers[i]);
            var generation = servers[i].Generation;
            await fleet.Report(servers[i], r => r.Generation == generation && r.Outcome is ReconcileOutcome.Checked or ReconcileOutcome.Changed);
        }
    }

    private Task<List<ReconcileReport>[]> AllReports() => Task.WhenAll(servers.Select(fleet.Reports));

    // a line of the ledger: "ledger", sequence, time, fence, ...
    private static async Task<List<long>> AppliedOn(TestHost host) =>
        [.. (await host.Look("cat /var/lib/fleet-host/ledger")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => long.Parse(l.Split(' ')[3]))];
}
