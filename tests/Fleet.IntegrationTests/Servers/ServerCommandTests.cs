using Fleet.Contracts.Api;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Servers;

[Collection(ControlPlaneCollection.Name)]
public sealed class ServerCommandTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_enrolled_server_is_due_urgently_with_its_desired_state_and_the_command_as_trace()
    {
        var accepted = await fleet.Enroll("meet-01", ("env", "prod"));
        var server = accepted.Servers.ShouldHaveSingleItem();
        (server.Name, server.Generation, server.Outcome).ShouldBe(("meet-01", 1, CommandOutcome.Accepted));
        var claimed = await fleet.ClaimServer(server.Id);
        claimed.Priority.ShouldBe((short)0);
        Reports.CorrelationOf(claimed).ShouldBe(accepted.CommandId);
        (await fleet.Database.Worker.Scalar<string>("select desired ->> 'domain' from work.desired($1, $2)", server.Id, claimed.Fence)).ShouldBe("meet-01.example");
    }

    [Fact]
    public async Task Each_event_says_who_from_where_with_what_and_why()
    {
        var key = Key(reason: "new rack \u00e9");
        var accepted = await fleet.Client.Servers.Enroll(Server("meta-01"), key, Stop);
        var stored = (await fleet.Stream(accepted.Servers[0].Id)).ShouldHaveSingleItem();
        (stored.Type, stored.Actor, stored.Correlation, stored.Causation).ShouldBe(("server_enrolled", "dana", accepted.CommandId, key.Key.ToString()));
        stored.Headers.ShouldContain("\"source\": \"127.0.0.1\"");
        stored.Headers.ShouldContain("\"client\": \"tests/1.0\"");
        stored.Headers.ShouldContain("\"reason\": \"new rack \u00e9\"");
        (await fleet.Database.Owner.Scalar<bool>("select abs(extract(epoch from timestamp - now())) < 60 from fleet.mt_events where stream_id = $1", accepted.Servers[0].Id)).ShouldBeTrue();
    }

    [Fact]
    public async Task Name_domain_endpoint_and_host_key_belong_to_one_server()
    {
        var keys = new[] { new HostKeyInfo("ssh-ed25519", KeyA) };
        await fleet.Client.Servers.Enroll(Server("unique-01") with { HostKeys = keys }, Key(), Stop);
        var other = Server("unique-02");
        (await Refused(() => fleet.Enroll("unique-01"))).Code.ShouldBe("server-name-taken");
        (await Refused(() => fleet.Client.Servers.Enroll(other with { Domain = "UNIQUE-01.example" }, Key(), Stop))).Code.ShouldBe("domain-taken");
        (await Refused(() => fleet.Client.Servers.Enroll(other with { Endpoint = new("unique-01.host.example", 22, "other") }, Key(), Stop))).Code.ShouldBe("endpoint-taken");
        var taken = await Refused(() => fleet.Client.Servers.Enroll(other with { HostKeys = keys }, Key(), Stop));
        (taken.Code, taken.Status).ShouldBe(("host-key-taken", 409));
        taken.Title.ShouldContain("unique-01");
        (await Refused(() => fleet.Show("unique-02"))).Code.ShouldBe("server-unknown");
    }

    [Fact]
    public async Task What_a_retired_server_had_is_free_again()
    {
        var id = await fleet.Enrolled("again-01");
        await fleet.Client.Servers.Retire("again-01", Key(), Stop);
        (await fleet.Database.Owner.Scalar<bool>("select retired from work.server where server_id = $1", id)).ShouldBeTrue();
        (await Refused(() => fleet.Client.Servers.Relabel("again-01", new(new Dictionary<string, string>(), []), Key(), Stop))).Code.ShouldBe("server-retired");
        (await fleet.Enrolled("again-01")).ShouldNotBe(id);
        (await fleet.Show("again-01")).Summary.Retired.ShouldBeFalse();
    }

    [Fact]
    public async Task A_moved_server_gives_its_endpoint_free_and_takes_another()
    {
        await fleet.Enroll("move-01");
        await fleet.Client.Servers.Move("move-01", new(new("10.0.0.7", 2222, "fleet"), null), Key(), Stop);
        (await fleet.Show("move-01")).Endpoint.ShouldBe(new SshAddress("10.0.0.7", 2222, "fleet"));
        await fleet.Client.Servers.Enroll(Server("move-02") with { Endpoint = new("move-01.host.example", 22, "fleet") }, Key(), Stop);
        (await Refused(() => fleet.Client.Servers.Move("move-02", new(new("10.0.0.7", 2222, "other"), null), Key(), Stop))).Code.ShouldBe("endpoint-taken");
    }

    [Fact]
    public async Task A_pinned_key_is_exchanged_by_a_replacement_only()
    {
        var other = "SHA256:" + new string('B', 43);
        await fleet.Enroll("pin-01");
        await fleet.Client.Servers.Pin("pin-01", new("ssh-rsa", "SHA256:" + new string('C', 43)), Key(), Stop);
        (await Refused(() => fleet.Client.Servers.Pin("pin-01", new("ssh-rsa", other), Key(), Stop))).Code.ShouldBe("host-key-pinned-already");
        (await Refused(() => fleet.Client.Servers.Pin("pin-01", new("ssh-rsa", "MD5:00"), Key(), Stop))).Code.ShouldBe("host-key-fingerprint-invalid");
        await fleet.Client.Servers.Replace("pin-01", new(new HostKeyInfo("ssh-ed25519", other)), Key(), Stop);
        var replaced = await fleet.Show("pin-01");
        replaced.PinnedKeys.ShouldBe([new("ssh-ed25519", other)]);
        (replaced.Incarnation, replaced.Summary.Enforcement).ShouldBe((2, "observe"));
    }

    [Fact]
    public async Task A_command_meant_for_another_generation_is_refused()
    {
        await fleet.Enroll("stale-01");
        using var answer = await fleet.Http.GetAsync(new Uri("/api/v1/servers/stale-01", UriKind.Relative), Stop);
        answer.Headers.ETag!.Tag.ShouldBe("\"1\"");
        var change = new RelabelServerRequest(new Dictionary<string, string> { ["a"] = "b" }, []);
        await fleet.Client.Servers.Relabel("stale-01", change, Key(ifMatch: 1), Stop);
        var stale = await Refused(() => fleet.Client.Servers.Relabel("stale-01", change, Key(ifMatch: 1), Stop));
        (stale.Code, stale.Status).ShouldBe(("server-stale", 412));
    }

    [Fact]
    public async Task An_untested_Prosody_is_accepted_by_a_command_with_a_reason_and_told_to_the_worker()
    {
        var id = await fleet.Enrolled("odd-01");
        var accept = new AcceptVersionRequest("name=odd-01", "13.1.0");
        (await fleet.Client.Servers.AcceptVersion(accept, Key(), Stop)).Servers[0].Refusal!.Code.ShouldBe("acceptance-without-reason");
        await fleet.Client.Servers.AcceptVersion(accept, Key("tried"), Stop);
        var claimed = await fleet.ClaimServer(id);
        (await fleet.Database.Worker.Scalar<bool>("select desired -> 'acceptedVersions' ? '13.1.0' from work.desired($1, $2)", id, claimed.Fence)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_selector_command_is_one_transaction_and_lists_who_refuses()
    {
        await fleet.Enroll("bulk-01", ("set", "bulk"));
        await fleet.Enroll("bulk-02", ("set", "bulk"));
        await fleet.Client.Servers.SetEnforcement(new("name=bulk-02", "suspended", DateTimeOffset.UtcNow.AddDays(1)), Key("why"), Stop);
        var accepted = await fleet.Access("set=bulk", "members");
        accepted.Servers.Select(s => (s.Name, s.Outcome)).ShouldBe([("bulk-01", CommandOutcome.Accepted), ("bulk-02", CommandOutcome.Accepted)]);
        var again = await fleet.Access("set=bulk", "members");
        again.Servers.ShouldAllBe(s => s.Outcome == CommandOutcome.Unchanged);
        foreach (var server in accepted.Servers)
            (await fleet.Stream(server.Id)).Count(e => e.Correlation == accepted.CommandId).ShouldBe(1);
    }

    [Theory]
    [InlineData("", "selector-empty", 400)]
    [InlineData("env=", "selector-unreadable", 400)]
    [InlineData("name=nobody-has-this", "selector-matches-nothing", 404)]
    public async Task A_selector_that_means_no_server_changes_nothing(string selector, string code, int status)
    {
        var before = await fleet.EventCount();
        var problem = await Refused(() => fleet.Access(selector, "open"));
        (problem.Code, problem.Status).ShouldBe((code, status));
        (await fleet.EventCount()).ShouldBe(before);
    }

    [Fact]
    public async Task Other_servers_than_the_operator_was_shown_change_nothing()
    {
        await fleet.Enroll("shown-01", ("set", "shown"));
        await fleet.Enroll("shown-02", ("set", "shown"));
        (await Refused(() => fleet.Client.Servers.SetAccessMode(new("set=shown", "open", Expect: 1), Key(), Stop))).Code.ShouldBe("selector-matches-other-number");
        var shown = await Refused(() => fleet.Client.Servers.SetAccessMode(new("set=shown", "open", Servers: ["shown-01", "shown-03"]), Key(), Stop));
        shown.Code.ShouldBe("selector-expectation");
        shown.Title.ShouldContain("shown-02");
    }

    [Theory]
    [InlineData("mode", "\"Members\"")]
    [InlineData("mode", "2")]
    [InlineData("mode", "null")]
    [InlineData("selectr", "\"all\"")]
    public async Task A_request_that_is_not_understood_is_refused_whole(string field, string value)
    {
        var body = $$"""{"selector":"all","mode":"open","{{field}}":{{value}}}""";
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await fleet.Http.PostAsync(new Uri(Routes.ServersAccess, UriKind.Relative), content, Stop);
        ((int)answer.StatusCode).ShouldBe(400);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("\"code\"");
    }

    [Fact]
    public async Task A_check_asks_and_writes_no_event()
    {
        var first = await fleet.EnrollAndClaim("check-01");
        await fleet.Database.Worker.Done(first, first.Clean());
        await fleet.Until("check-01", s => s.Summary.State == "checked");
        var before = await fleet.EventCount();
        var check = await fleet.Client.Servers.Check(new("name=check-01"), Key(), Stop);
        (await fleet.EventCount()).ShouldBe(before);
        (await fleet.Client.Commands.Get(check.CommandId, Stop)).Finished.ShouldBeFalse();
        var asked = await fleet.ClaimServer(first.Server);
        asked.Asks.ShouldBe(["check"]);
        (await fleet.Client.Commands.Get(check.CommandId, Stop)).Servers[0].State.ShouldBe(ProgressState.Working);
        await fleet.Database.Worker.Done(asked, asked.Clean());
        var done = await Eventually.Get(() => fleet.Client.Commands.Get(check.CommandId, Stop), c => c.Finished);
        done.Servers[0].State.ShouldBe(ProgressState.Proven);
    }
}
