using System.Text.Json;
using Fleet.Domain;
using Fleet.Domain.Holds;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;

namespace Fleet.IntegrationTests.Holds;

/// <summary>Twenty enforced servers that are as commanded: more than two with the same new drift are too many.</summary>
public sealed class MassDriftTests(FleetDatabase database) : IClassFixture<FleetDatabase>, IAsyncLifetime
{
    private const string Link = "config-not-loaded:link";
    private const string Enforced = """{"enforcement": "enforce"}""";

    private readonly Guid[] _servers = [.. Enumerable.Range(0, 20).Select(_ => Guid.NewGuid())];
    private Dictionary<Guid, Claimed> _claimed = [];

    public async ValueTask InitializeAsync()
    {
        await database.Owner.Execute("truncate work.server, work.hold, work.repair, work.allowed_repair cascade");
        foreach (var server in _servers)
        {
            await database.ControlPlane.Want(server, desired: Enforced);
            await database.ControlPlane.Execute("select work.restrain($1, $2::jsonb)", server, """{"appliedGeneration": 1}""");
        }
        _claimed = (await database.Worker.Claim()).ToDictionary(c => c.Server);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Up_to_a_tenth_are_repaired_and_the_others_wait()
    {
        foreach (var server in _servers[..2]) (await MayRepair(server)).ShouldBe("[]");
        (await MayRepair(_servers[0])).ShouldBe("[]", "asked again it is still one server");
        foreach (var server in _servers[2..5])
        {
            var held = await MayRepair(server);
            var hold = JsonSerializer.Deserialize<Hold[]>(held, WireJson.Options).ShouldHaveSingleItem();
            (hold.Kind, hold.Drift, hold.By, hold.Until).ShouldBe((HoldKind.MassDrift, Link, "fleet", null));
            hold.Reason.ShouldMatch("^new on [3-5] of 20 enforced servers within 60 s$");
        }
        (await MayRepair(_servers[0])).ShouldContain("mass-drift", customMessage: "the rest waits, who asked before too");
    }

    [Fact]
    public async Task Other_drift_and_what_a_command_changes_go_on()
    {
        foreach (var server in _servers[..3]) await MayRepair(server);
        (await MayRepair(_servers[3], "service-down:nginx")).ShouldBe("[]");
        await database.ControlPlane.Want(_servers[4], generation: 2, desired: Enforced);
        (await Ask(_servers[4], [])).ShouldBe("[]");
        (await MayRepair(_servers[4])).ShouldContain("mass-drift", customMessage: "a command says nothing about what waits beside it");
    }

    [Fact]
    public async Task What_waits_keeps_nothing_else_from_being_done()
    {
        foreach (var server in _servers[..2]) await MayRepair(server);
        (await Ask(_servers[2], [Link, "service-down:nginx"])).ShouldContain(Link);
        (await Granted()).ShouldBe(_servers[..2], ignoreOrder: true);
        (await Ask(_servers[2], ["service-down:nginx"], Link)).ShouldBe("[]");

        (await database.Owner.Rows("select server_id from work.repair where drift = 'service-down:nginx'", r => r.GetGuid(0))).ShouldBe([_servers[2]]);
        (await database.Owner.Rows("select server_id from work.repair where drift = $1", r => r.GetGuid(0), Link)).ShouldBe(_servers[..2], ignoreOrder: true);
        (await Granted()).ShouldBe(_servers[..3], ignoreOrder: true);
        (await Held()).ShouldBe([_servers[2]], "who goes on with the rest waits on");
    }

    [Fact]
    public async Task Only_enforced_servers_are_counted_and_one_is_always_repaired()
    {
        foreach (var server in _servers[1..]) await database.ControlPlane.Want(server, generation: 2, desired: """{"enforcement": "observe"}""");
        (await MayRepair(_servers[0])).ShouldBe("[]");
    }

    [Fact]
    public async Task What_stood_before_is_not_new()
    {
        foreach (var server in _servers[..3]) await MayRepair(server);
        await database.Owner.Execute("delete from work.hold; update work.repair set first_asked = first_asked - interval '2 min'");
        foreach (var server in _servers[..3]) (await MayRepair(server)).ShouldBe("[]");
    }

    [Fact]
    public async Task Who_waited_while_no_worker_ran_is_new_again()
    {
        foreach (var server in _servers[..8]) await MayRepair(server);
        await database.Owner.Execute("""
            update work.hold set until = until - interval '10 min';
            update work.repair set first_asked = first_asked - interval '10 min', last_asked = last_asked - interval '10 min'
            """);
        foreach (var server in _servers[2..4]) (await MayRepair(server)).ShouldBe("[]");
        foreach (var server in _servers[4..8]) (await MayRepair(server)).ShouldContain("mass-drift");
    }

    [Fact]
    public async Task What_was_held_by_a_pause_was_not_let_through()
    {
        await database.ControlPlane.Execute("select work.hold(array[null::uuid], 'paused', null, null, 'a look', 'dana', null)");
        foreach (var server in _servers[..8]) (await MayRepair(server)).ShouldContain("paused");
        await database.ControlPlane.Execute("select work.release('paused', null, null, null)");
        foreach (var server in _servers[..2]) (await MayRepair(server)).ShouldBe("[]");
        foreach (var server in _servers[2..8]) (await MayRepair(server)).ShouldContain("mass-drift");
    }

    [Fact]
    public async Task What_repairs_nothing_goes_on_and_says_nothing_about_the_drift()
    {
        foreach (var server in _servers[..3]) await MayRepair(server);
        (await Ask(_servers[2], [])).ShouldBe("[]");
        (await Held()).ShouldBe([_servers[2]]);
    }

    [Fact]
    public async Task A_hold_ends_with_its_drift()
    {
        foreach (var server in _servers[..3]) await MayRepair(server);
        (await Held()).ShouldBe([_servers[2]]);
        (await MayRepair(_servers[2], "service-down:nginx")).ShouldBe("[]");
        (await Held()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Link)]
    [InlineData("config-not-loaded")]
    public async Task An_operator_lets_those_be_repaired_that_wait_and_no_others(string drift)
    {
        foreach (var server in _servers[..6]) await MayRepair(server);
        (await Allow(drift, _servers[2..5])).ShouldBe(3);
        (await Held()).ShouldBe([_servers[5]]);
        foreach (var server in _servers[5..8]) (await MayRepair(server)).ShouldContain("mass-drift", customMessage: "nobody counted it");
        foreach (var server in _servers[2..5]) (await MayRepair(server)).ShouldBe("[]");

        (await Allow(drift, _servers)).ShouldBe(3);
        foreach (var server in _servers[5..7]) (await MayRepair(server)).ShouldBe("[]");
        (await MayRepair(_servers[8])).ShouldContain("mass-drift");
        await database.Owner.Execute("update work.allowed_repair set until = clock_timestamp()");
        (await MayRepair(_servers[7])).ShouldContain("mass-drift");
    }

    [Fact]
    public async Task However_many_ask_at_once_no_more_than_a_tenth_is_let_through()
    {
        var answers = await Task.WhenAll(_servers.Select(s => MayRepair(s)));
        answers.Count(a => a == "[]").ShouldBe(2);
    }

    private Task<long> Allow(string drift, Guid[] servers) =>
        database.ControlPlane.Scalar<long>("select work.allow_repair($1, clock_timestamp() + interval '1 hour', $2)", drift, servers);

    private Task<List<Guid>> Held() => database.Owner.Rows("select server_id from work.standing_hold where kind = 'mass-drift' order by 1", r => r.GetGuid(0));

    private Task<List<Guid>> Granted() => database.Owner.Rows("select server_id from work.server where granted_fence = fence", r => r.GetGuid(0));

    private Task<string> MayRepair(Guid server, string drift = Link) => Ask(server, [drift]);

    private async Task<string> Ask(Guid server, string[] repairs, params string[] waiting) => (await database.Worker.Scalar<string>(
        "select work.may_apply($1, $2, interval '1 min', $3, $4)::text", server, _claimed[server].Fence, repairs, waiting))!;
}
