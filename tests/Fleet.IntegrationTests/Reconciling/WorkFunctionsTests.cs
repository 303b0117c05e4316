using Fleet.IntegrationTests.Storage;

namespace Fleet.IntegrationTests.Reconciling;

public sealed partial class WorkFunctionsTests(FleetDatabase database) : IClassFixture<FleetDatabase>, IAsyncLifetime
{
    private readonly FleetDatabase _database = database;
    private readonly Guid _server = Guid.NewGuid();

    public async ValueTask InitializeAsync() => await _database.Owner.Execute(
        "truncate work.server, work.desired_state, work.credential, work.probe_credential, work.report, work.report_rejected, work.repair, work.allowed_repair");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_wanted_server_is_claimed_with_what_was_wanted()
    {
        await _database.ControlPlane.Want(_server, 3, priority: 0, traceparent: "00-trace");
        var claimed = await _database.Worker.ClaimOne();
        (claimed.Server, claimed.Generation, claimed.Priority, claimed.Traceparent).ShouldBe((_server, 3, (short)0, "00-trace"));
        (await _database.Worker.Claim()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_generation_that_is_not_newer_changes_nothing()
    {
        await _database.ControlPlane.Want(_server, 3, """{"v":3}""");
        await _database.ControlPlane.Want(_server, 3, """{"v":33}""", priority: 0);
        await _database.ControlPlane.Want(_server, 2, """{"v":2}""", priority: 0);
        var claimed = await _database.Worker.ClaimOne();
        (claimed.Generation, claimed.Priority).ShouldBe((3, (short)5));
        (await Desired(claimed)).ShouldBe("""{"v": 3}""");
    }

    [Fact]
    public async Task Fences_rise_and_follow_the_clock_of_the_database()
    {
        await _database.ControlPlane.Want(_server);
        var before = await _database.Worker.Scalar<long>("select (extract(epoch from clock_timestamp()) * 1000000)::bigint");
        var first = await _database.Worker.ClaimOne();
        first.Fence.ShouldBeGreaterThanOrEqualTo(before);
        await _database.Expire(_server);
        (await _database.Worker.ClaimOne()).Fence.ShouldBeGreaterThan(first.Fence);
    }

    [Fact]
    public async Task A_fence_rises_even_when_the_clock_was_set_back()
    {
        await _database.ControlPlane.Want(_server);
        var ahead = 8_000_000_000_000_000;
        await _database.Owner.Execute("update work.server set fence = $1", ahead);
        (await _database.Worker.ClaimOne()).Fence.ShouldBe(ahead + 1);
    }

    [Fact]
    public async Task A_lease_that_ran_out_goes_to_another_and_fences_the_first_off()
    {
        await _database.ControlPlane.Want(_server);
        var lost = await _database.Worker.ClaimOne();
        await _database.Expire(_server);
        var taken = await _database.OtherWorker.ClaimOne();

        (await _database.Worker.Done(lost)).ShouldBeFalse();
        (await _database.Worker.Renew(lost)).ShouldBeEmpty();
        (await Desired(lost)).ShouldBeNull();
        (await Reports()).ShouldBe(0);
        (await _database.OtherWorker.Done(taken)).ShouldBeTrue();
        (await Reports()).ShouldBe(1);
    }

    [Fact]
    public async Task A_workers_own_earlier_claim_is_fenced_off_by_its_later_one()
    {
        await _database.ControlPlane.Want(_server);
        var earlier = await _database.Worker.ClaimOne();
        await _database.Expire(_server);
        var later = await _database.Worker.ClaimOne();
        (await _database.Worker.Renew(earlier)).ShouldBeEmpty();
        (await _database.Worker.Done(earlier)).ShouldBeFalse();
        (await _database.Worker.Done(later)).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_worker_cannot_speak_for_the_owner_of_a_lease()
    {
        await _database.ControlPlane.Want(_server);
        var claimed = await _database.Worker.ClaimOne();
        (await _database.OtherWorker.Renew(claimed)).ShouldBeEmpty();
        (await _database.OtherWorker.Done(claimed)).ShouldBeFalse();
        (await _database.OtherWorker.Scalar<string>("select desired::text from work.desired($1, $2)", _server, claimed.Fence)).ShouldBeNull();
        (await _database.Worker.Renew(claimed)).ShouldBe([_server]);
    }

    [Fact]
    public async Task Done_releases_and_sets_the_next_time()
    {
        await _database.ControlPlane.Want(_server);
        (await _database.Worker.Done(await _database.Worker.ClaimOne(), TimeSpan.FromSeconds(60))).ShouldBeTrue();
        (await _database.Worker.Claim()).ShouldBeEmpty();
        (await _database.Owner.Scalar<bool>("select due_at > now() + interval '50 s' and owner is null and priority = 5 from work.server")).ShouldBeTrue();
    }

    [Fact]
    public async Task Done_said_again_after_a_lost_answer_is_true_and_writes_nothing_more()
    {
        await _database.ControlPlane.Want(_server);
        var claimed = await _database.Worker.ClaimOne();
        (await _database.Worker.Done(claimed)).ShouldBeTrue();
        (await _database.Worker.Done(claimed)).ShouldBeTrue();
        (await Reports()).ShouldBe(1);
    }

    [Fact]
    public async Task A_worker_that_stops_lets_go_without_a_report()
    {
        await _database.ControlPlane.Want(_server);
        (await _database.Worker.Done(await _database.Worker.ClaimOne(), TimeSpan.Zero, report: null)).ShouldBeTrue();
        (await Reports()).ShouldBe(0);
        await _database.OtherWorker.ClaimOne();
    }

    [Fact]
    public async Task What_was_wanted_during_a_run_is_due_at_its_end()
    {
        await _database.ControlPlane.Want(_server, 1);
        var claimed = await _database.Worker.ClaimOne();
        await _database.ControlPlane.Want(_server, 2, priority: 0);
        (await _database.Worker.Claim()).ShouldBeEmpty();
        await _database.Worker.Done(claimed);
        var again = await _database.Worker.ClaimOne();
        (again.Generation, again.Priority).ShouldBe((2, (short)0));
    }

    [Fact]
    public async Task What_a_run_has_read_in_time_is_not_run_again()
    {
        await _database.ControlPlane.Want(_server, 1);
        var claimed = await _database.Worker.ClaimOne();
        await _database.ControlPlane.Want(_server, 2, """{"v":2}""");
        (await Desired(claimed)).ShouldBe("""{"v": 2}""");
        await _database.Worker.Done(claimed);
        (await _database.Worker.Claim()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_claimers_never_share_a_server()
    {
        var servers = Enumerable.Range(0, 200).Select(_ => Guid.NewGuid()).ToList();
        foreach (var server in servers)
            await _database.ControlPlane.Want(server);
        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (i % 2 == 0 ? _database.Worker : _database.OtherWorker).Claim(slots: 25)));
        var claimed = claims.SelectMany(c => c).Select(c => c.Server).ToList();
        claimed.ShouldBeUnique();
        claimed.AddRange((await _database.Worker.Claim(slots: 200)).Select(c => c.Server));
        claimed.ShouldBe(servers, ignoreOrder: true);
    }

    [Fact]
    public async Task Urgent_slots_take_urgent_work_only_and_bounds_hold()
    {
        var urgent = Guid.NewGuid();
        for (var i = 0; i < 5; i++)
            await _database.ControlPlane.Want(Guid.NewGuid());
        await _database.ControlPlane.Want(urgent, priority: 0);
        (await _database.Worker.Claim(slots: 0, urgent: 4)).ShouldHaveSingleItem().Server.ShouldBe(urgent);
        (await _database.Worker.Claim(slots: 2, urgent: 4)).Count.ShouldBe(2);
        (await _database.Worker.Claim(slots: -1, urgent: -1)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lease_or_a_pause_as_long_as_the_worker_likes_is_cut_down()
    {
        await _database.ControlPlane.Want(_server);
        var claimed = (await _database.Worker.Claim(lease: TimeSpan.FromDays(1))).ShouldHaveSingleItem();
        (await _database.Owner.Scalar<bool>("select lease_until < now() + interval '2 minutes' from work.server")).ShouldBeTrue();
        await _database.Worker.Done(claimed, TimeSpan.FromDays(30));
        (await _database.Owner.Scalar<bool>("select due_at < now() + interval '2 hours' from work.server")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_over_long_report_is_rejected_and_still_lets_go()
    {
        await _database.ControlPlane.Want(_server);
        (await _database.Worker.Done(await _database.Worker.ClaimOne(), report: new string('x', (1 << 20) + 1))).ShouldBeTrue();
        (await _database.Owner.Scalar<string>("select body from work.report")).ShouldBe("");
        (await _database.Owner.Scalar<string>("select reason from work.report_rejected")).ShouldBe("over-long");
        (await _database.Owner.Scalar<int>("select length(head) from work.report_rejected")).ShouldBe(2000);
    }

    [Fact]
    public async Task A_report_is_kept_with_what_its_run_was_asked_for()
    {
        await _database.ControlPlane.Want(_server);
        await _database.ControlPlane.Ask(_server, "adopt");
        await _database.ControlPlane.Ask(_server, "check");
        await _database.Worker.Done(await _database.Worker.ClaimOne());
        var (asks, answered) = (await _database.Owner.Rows("select asks, answered from work.report", r => (r.GetFieldValue<string[]>(0), r.GetInt64(1)))).ShouldHaveSingleItem();
        (string.Join(' ', asks), answered).ShouldBe(("adopt check", 2));
    }

    [Fact]
    public async Task Only_credentials_that_the_desired_accounts_name_are_handed_out()
    {
        var (named, revoked, elsewhere) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        foreach (var (id, server) in new[] { (named, _server), (revoked, _server), (elsewhere, Guid.NewGuid()) })
            await _database.ControlPlane.Execute(
                "insert into work.credential (credential_id, user_id, server_id, hash, jwe) values ($1, $2, $3, 'SHA-1', $4)", id, Guid.NewGuid(), server, $"sealed-{id}");
        await _database.ControlPlane.Want(_server, 1, $$"""
            {"accounts":{"anna":{"credentialId":"{{named}}"},"bert":{"credentialId":null},"carl":{"credentialId":"{{elsewhere}}"} } }
            """);
        var claimed = await _database.Worker.ClaimOne();
        (await _database.Worker.Scalar<string>("select credentials::text from work.desired($1, $2)", _server, claimed.Fence))
            .ShouldBe($$"""[{"id": "{{named}}", "jwe": "sealed-{{named}}", "hash": "SHA-1"}]""");
    }

    [Fact]
    public async Task Resealed_material_makes_a_server_due_without_a_generation()
    {
        await _database.ControlPlane.Want(_server);
        await _database.Worker.Done(await _database.Worker.ClaimOne());
        await _database.ControlPlane.Execute("insert into work.probe_credential (server_id, jwe) values ($1, 'sealed')", _server);
        await _database.ControlPlane.Execute("select work.resealed($1)", _server);
        var claimed = await _database.Worker.ClaimOne();
        (claimed.Generation, claimed.Revision).ShouldBe((1, 1));
        (await _database.Worker.Scalar<string>("select probe ->> 'jwe' from work.desired($1, $2)", _server, claimed.Fence)).ShouldBe("sealed");
    }

    [Fact]
    public async Task Restraints_reach_the_worker_at_its_next_look_and_outlive_a_new_generation()
    {
        await _database.ControlPlane.Want(_server);
        await _database.Worker.Done(await _database.Worker.ClaimOne());
        await _database.ControlPlane.Execute("select work.restrain($1, '{\"machineId\":\"m\"}')", _server);
        (await _database.Worker.Claim()).ShouldBeEmpty();
        await _database.ControlPlane.Want(_server, 2);
        var claimed = await _database.Worker.ClaimOne();
        claimed.Revision.ShouldBe(1);
        (await _database.Worker.Scalar<string>("select restraints ->> 'machineId' from work.desired($1, $2)", _server, claimed.Fence)).ShouldBe("m");
    }

    [Fact]
    public async Task A_retired_server_is_never_claimed_again()
    {
        await _database.ControlPlane.Want(_server);
        var claimed = await _database.Worker.ClaimOne();
        await _database.ControlPlane.Execute("select work.retire($1)", _server);
        (await _database.Worker.Done(claimed)).ShouldBeFalse();
        await _database.ControlPlane.Want(_server, 9, priority: 0);
        (await _database.Worker.Claim()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Want_and_done_wake_the_listeners()
    {
        await using var listener = await _database.Worker.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var heard = new List<(string, string)>();
        listener.Notification += (_, e) => heard.Add((e.Channel, e.Payload));
        await using (var listen = new Npgsql.NpgsqlCommand("listen fleet_work; listen fleet_report", listener))
            await listen.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await _database.ControlPlane.Want(_server);
        await listener.WaitAsync(TestContext.Current.CancellationToken);
        await _database.Worker.Done(await _database.Worker.ClaimOne());
        await listener.WaitAsync(TestContext.Current.CancellationToken);
        heard.ShouldBe([("fleet_work", _server.ToString()), ("fleet_report", _server.ToString())]);
    }

    private Task<string?> Desired(Claimed claimed) =>
        _database.Worker.Scalar<string>("select desired::text from work.desired($1, $2)", claimed.Server, claimed.Fence);

    private Task<long> Reports() => _database.Owner.Scalar<long>("select count(*) from work.report");
}
