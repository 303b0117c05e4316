using Fleet.IntegrationTests.Storage;

namespace Fleet.IntegrationTests.Reconciling;

public sealed partial class WorkFunctionsTests
{
    [Fact]
    public async Task Runs_that_nobody_heard_of_again_are_counted_until_one_reports()
    {
        await _database.ControlPlane.Want(_server);
        for (var run = 1; run <= 2; run++)
        {
            await _database.Worker.ClaimOne();
            await _database.Expire(_server);
        }
        var third = await _database.Worker.ClaimOne();
        (await Lost()).ShouldBe(2);
        await _database.Worker.Done(third, TimeSpan.Zero, report: null);
        (await Lost()).ShouldBe(2, "a worker that stops in order loses nothing, and proves nothing");
        await _database.Worker.Done(await _database.Worker.ClaimOne(), TimeSpan.Zero);
        (await Lost()).ShouldBe(0);
    }

    [Fact]
    public async Task A_server_that_ends_its_workers_waits_longer_each_time_and_is_told_of()
    {
        await _database.ControlPlane.Want(_server, generation: 4);
        var pauses = new List<TimeSpan>();
        for (var run = 1; run <= 12; run++)
        {
            await _database.Worker.ClaimOne();
            pauses.Add(await Pause());
            await _database.Expire(_server);
            (await _database.Worker.Claim()).Count.ShouldBe(pauses[^1] == TimeSpan.Zero ? 1 : 0, $"after {run} runs");
            if (pauses[^1] == TimeSpan.Zero) await _database.Expire(_server);
            await _database.Owner.Execute("update work.server set lease_until = lease_until - lost_pause");
        }
        pauses.Distinct().Select(p => p.TotalSeconds).ShouldBe([0, 15, 30, 60, 120, 240, 480, 600]);
        var told = await _database.Owner.Rows("select lost_runs, generation, worker, body from work.report order by id",
            r => (r.GetInt32(0), r.GetInt64(1), r.GetString(2), r.GetString(3)));
        told[0].ShouldBe((3, 4, await _database.Worker.Scalar<string>("select session_user::text"), ""));
        told.Select(t => t.Item1).ShouldBe(Enumerable.Range(3, told.Count));
    }

    [Fact]
    public async Task An_emergency_waits_a_quarter_of_a_minute_at_most()
    {
        await _database.ControlPlane.Want(_server);
        await _database.Worker.ClaimOne();
        await _database.Owner.Execute("update work.server set lost_runs = 5, lease_until = clock_timestamp() - interval '16 s'");
        (await _database.Worker.Claim()).ShouldBeEmpty();
        await _database.ControlPlane.Want(_server, generation: 2, priority: -1);
        (await _database.Worker.ClaimOne()).Generation.ShouldBe(2);
        await _database.Expire(_server);
        (await _database.Worker.Claim()).ShouldBeEmpty();
    }

    private Task<int> Lost() => _database.Owner.Scalar<int>("select lost_runs from work.server where server_id = $1", _server);

    private Task<TimeSpan> Pause() => _database.Owner.Scalar<TimeSpan>("select lost_pause from work.server where server_id = $1", _server);
}
