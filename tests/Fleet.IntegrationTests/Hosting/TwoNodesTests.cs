using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;
using Fleet.IntegrationTests.TestBed;
using Microsoft.AspNetCore.Builder;

namespace Fleet.IntegrationTests.Hosting;

/// <summary>Two control planes on one database: it does not matter which one is asked, and either is enough.</summary>
public sealed class TwoNodesTests(TestPostgres postgres) : IAsyncLifetime
{
    private static readonly DriftItem Open = new(DriftLayer.Outside, DriftKind.OpenFromOutside, DriftSeverity.Critical, "outside", "let in");
    private readonly RunningControlPlane _first = new(postgres);
    private WebApplication _second = null!;
    private FleetClient _client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _first.InitializeAsync();
        (_second, _client) = await _first.StartAnotherNode();
    }

    public async ValueTask DisposeAsync()
    {
        await _second.StopAsync();
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task What_one_node_was_told_the_other_one_knows_and_each_report_is_taken_once_by_any()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            var node = i % 2 == 0 ? _first.Client : _client;
            ids.Add((await node.Servers.Enroll(TestCommands.Server($"node-{i:00}"), TestCommands.Key(), Stop)).Servers[0].Id);
        }

        var claimed = await _first.Database.Worker.Claim(slots: 50, urgent: 50);
        claimed.Select(c => c.Server).ShouldBe(ids, ignoreOrder: true);
        await Task.WhenAll(claimed.Select(c => _first.Database.Worker.Done(c, c.Clean(Verdict.Open).With(Open))));
        await Eventually.Get(() => _client.Drift.List("all", Stop), d => d.Total == 12);
        (await _first.Database.Owner.Scalar<long>("select count(*) from fleet.mt_events where type = 'drift_detected'")).ShouldBe(12);
    }

    [Fact]
    public async Task The_same_key_at_both_nodes_at_once_is_one_command()
    {
        var key = TestCommands.Key();
        var answers = await Task.WhenAll(
            _first.Client.Servers.Enroll(TestCommands.Server("once-01"), key, Stop), _client.Servers.Enroll(TestCommands.Server("once-01"), key, Stop));
        answers[0].CommandId.ShouldBe(answers[1].CommandId);
        (await _first.Stream(answers[0].Servers[0].Id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_command_is_followed_to_its_end_at_the_node_that_was_not_told_it_and_after_that_one_stopped()
    {
        var accepted = await _first.Client.Servers.Enroll(TestCommands.Server("left-01"), TestCommands.Key(), Stop);
        var claimed = await _first.Database.Worker.ClaimOne();
        await _first.Stop();
        await _first.Database.Worker.Done(claimed, claimed.Clean());
        var updates = await _client.Commands.Watch(accepted.CommandId, null, Stop).ToListAsync(Stop);
        updates[^1].Finished.ShouldNotBeNull().Servers.ShouldHaveSingleItem().State.ShouldBe(ProgressState.Proven);
    }

    [Fact]
    public async Task The_audit_goes_on_at_the_node_that_is_left()
    {
        await _first.Client.Servers.Enroll(TestCommands.Server("audited-01"), TestCommands.Key(), Stop);
        await _first.Stop();
        await _client.Servers.Retire("audited-01", TestCommands.Key(), Stop);
        // The views are handed over by Wolverine, which confirms that their node is gone first.
        await Eventually.Until(async () => await Audited("audited-01") == 2, TimeSpan.FromMinutes(1));
    }

    private async Task<int> Audited(string server)
    {
        var entries = 0;
        await foreach (var _ in _client.Audit.Read(new(Server: server), Stop)) entries++;
        return entries;
    }
}
