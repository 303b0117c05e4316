using System.Collections.Immutable;
using System.Text.Json;
using Fleet.Domain;
using Fleet.Domain.Holds;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;

namespace Fleet.IntegrationTests.Holds;

public sealed class HoldFunctionsTests(FleetDatabase database) : IClassFixture<FleetDatabase>, IAsyncLifetime
{
    private static readonly Guid Command = Guid.NewGuid();

    private readonly Guid _server = Guid.NewGuid();

    public async ValueTask InitializeAsync() => await database.Owner.Execute("truncate work.server, work.hold cascade");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task what_nobody_holds_may_be_changed()
    {
        var claimed = await Claimed();
        (await MayApply(claimed))!.Value.ShouldBeEmpty();
        await Hold("paused", [Guid.NewGuid()]);
        (await MayApply(claimed))!.Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task a_hold_is_told_with_who_why_and_since_when()
    {
        var claimed = await Claimed();
        await Hold("paused", [_server]);
        await Hold("paused", [null]);
        await Hold("stopped-change", [_server], Command);

        var holds = (await MayApply(claimed))!.Value;

        holds.Select(h => (h.Kind, h.Everywhere, h.Command)).ShouldBe(
            [(HoldKind.Paused, false, null), (HoldKind.Paused, true, null), (HoldKind.StoppedChange, false, Command)]);
        holds.ShouldAllBe(h => h.By == "dana" && h.Reason == "debugging" && h.Until == null);
        holds.ShouldAllBe(h => DateTimeOffset.UtcNow - h.Since < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task a_hold_ends_by_itself_at_its_end()
    {
        var claimed = await Claimed();
        await Hold("paused", [_server], until: DateTimeOffset.UtcNow.AddHours(1));
        (await MayApply(claimed))!.Value.ShouldHaveSingleItem().Until.ShouldNotBeNull();
        await database.Owner.Execute("update work.hold set until = clock_timestamp()");
        (await MayApply(claimed))!.Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task who_lost_the_fence_is_told_neither_yes_nor_no()
    {
        var claimed = await Claimed();
        (await MayApply(claimed, database.OtherWorker)).ShouldBeNull();
        (await MayApply(claimed with { Fence = claimed.Fence - 1 })).ShouldBeNull();
        await database.Expire(_server);
        (await MayApply(claimed)).ShouldBeNull();
    }

    [Fact]
    public async Task who_would_not_ask_is_given_nothing_that_is_held()
    {
        var free = Guid.NewGuid();
        foreach (var server in new[] { _server, free })
            await database.ControlPlane.Want(server);
        await Hold("paused", [_server]);
        (await database.Worker.ClaimToApply()).Select(c => c.Server).ShouldBe([free]);
        (await database.Worker.Claim()).Select(c => c.Server).ShouldBe([_server]);
    }

    [Fact]
    public async Task what_was_given_to_somebody_who_does_not_ask_was_let_through()
    {
        await database.ControlPlane.Want(_server);
        var claimed = (await database.Worker.ClaimToApply()).ShouldHaveSingleItem();
        await database.Worker.Done(claimed, TimeSpan.Zero);
        (await LetThrough()).ShouldBeGreaterThanOrEqualTo(claimed.Fence);

        var asking = await database.Worker.ClaimOne();
        (await LetThrough()).ShouldBeLessThan(asking.Fence);
        await MayApply(asking);
        (await LetThrough()).ShouldBe(asking.Fence);
    }

    private Task<long> LetThrough() => database.Owner.Scalar<long>("select granted_fence from work.server where server_id = $1", _server);

    [Fact]
    public async Task the_first_reason_of_a_hold_and_its_age_stand()
    {
        (await Hold("paused", [_server, Guid.NewGuid()])).ShouldBe(2);
        (await Hold("paused", [_server], reason: "again")).ShouldBe(0);
        (await Reasons()).ShouldBe(["debugging", "debugging"]);
    }

    [Fact]
    public async Task a_release_ends_what_fits_and_nothing_else()
    {
        var other = Guid.NewGuid();
        await Hold("paused", [_server, other, null]);
        await Hold("first-server", [_server, other], Command);
        await Hold("mass-drift", [_server], drift: "a:b");
        (await Release("paused", [other])).ShouldBe(1);
        (await Release("paused", [null])).ShouldBe(1);
        (await Release("first-server", null, Guid.NewGuid())).ShouldBe(0);
        (await Release("first-server", null, Command)).ShouldBe(2);
        (await Release("mass-drift", null, drift: "a:c")).ShouldBe(0);
        (await Release("mass-drift", null, drift: "a:b")).ShouldBe(1);
        (await Reasons()).ShouldHaveSingleItem();
        (await Release("paused", null)).ShouldBe(1);
    }

    [Fact]
    public async Task who_was_held_is_due_at_once_and_still_for_the_command_that_waits()
    {
        var claimed = await Claimed("00-trace fleet=command");
        await Hold("first-server", [_server], Command);
        await MayApply(claimed);
        await database.Worker.Done(claimed, TimeSpan.FromHours(1));
        (await database.Worker.Claim()).ShouldBeEmpty();

        await Release("first-server", null, Command);

        (await database.Worker.ClaimOne()).ShouldSatisfyAllConditions(
            c => c.Traceparent.ShouldBe("00-trace fleet=command"), c => c.Priority.ShouldBe((short)0), c => c.Revision.ShouldBe(claimed.Revision + 1));
    }

    [Fact]
    public async Task a_release_during_a_run_makes_the_server_due_after_it()
    {
        var claimed = await Claimed();
        await Hold("paused", [null]);
        await MayApply(claimed);
        await Release("paused", [null]);
        (await database.Worker.Claim()).ShouldBeEmpty();
        await database.Worker.Done(claimed, TimeSpan.FromHours(1));
        (await database.Worker.ClaimOne()).Server.ShouldBe(_server);
    }

    [Fact]
    public async Task a_run_that_was_not_held_does_not_keep_its_command()
    {
        var claimed = await Claimed("00-trace fleet=command");
        await Hold("paused", [_server]);
        await database.Worker.Done(claimed, TimeSpan.FromHours(1));
        await Release("paused", [_server]);
        (await database.Worker.ClaimOne()).Traceparent.ShouldBeNull();
    }

    [Fact]
    public async Task a_retired_server_leaves_no_hold_behind()
    {
        await Claimed();
        await Hold("paused", [_server]);
        await database.ControlPlane.Execute("select work.retire($1)", _server);
        (await Reasons()).ShouldBeEmpty();
    }

    private async Task<Claimed> Claimed(string? traceparent = null)
    {
        await database.ControlPlane.Want(_server, traceparent: traceparent);
        return await database.Worker.ClaimOne();
    }

    private async Task<ImmutableArray<Hold>?> MayApply(Claimed claimed, Npgsql.NpgsqlDataSource? worker = null) =>
        await (worker ?? database.Worker).Scalar<string>("select work.may_apply($1, $2, interval '1 min', '{}', '{}')", claimed.Server, claimed.Fence) is { } holds
            ? JsonSerializer.Deserialize<ImmutableArray<Hold>>(holds, WireJson.Options)
            : null;

    private Task<long> Hold(
        string kind, Guid?[] servers, Guid? command = null, string? drift = null, string reason = "debugging", DateTimeOffset? until = null) =>
        database.ControlPlane.Scalar<long>(
            "select work.hold($1, $2, $3::uuid, $4::text, $5, 'dana', $6::timestamptz)", servers, kind, command, drift, reason, until);

    private Task<long> Release(string kind, Guid?[]? servers, Guid? command = null, string? drift = null) =>
        database.ControlPlane.Scalar<long>("select work.release($1, $2::uuid[], $3::uuid, $4::text)", kind, servers, command, drift);

    private Task<List<string>> Reasons() => database.Owner.Rows("select reason from work.hold", r => r.GetString(0));
}
