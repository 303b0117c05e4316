using Fleet.Contracts.Api;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Holds;

[Collection(ControlPlaneCollection.Name)]
public sealed class PauseTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paused_server_says_by_whom_since_when_and_why_until_it_is_resumed()
    {
        var id = await fleet.Enrolled("pause-01");
        await Pause("name=pause-01", "debugging");

        var hold = (await fleet.Show("pause-01")).Summary.Held.ShouldNotBeNull().ShouldHaveSingleItem();
        (hold.Kind, hold.By, hold.Reason, hold.Everywhere, hold.EndedBy).ShouldBe(("paused", "dana", "debugging", false, "fleet resume name=pause-01"));
        (await fleet.Desired(id)).Paused.ShouldBeTrue();
        var again = await fleet.Client.Holds.Pause(new("name=pause-01"), Key("another"), Stop);
        again.Servers.ShouldHaveSingleItem().Outcome.ShouldBe(CommandOutcome.Unchanged);
        (await fleet.Show("pause-01")).Summary.Held![0].Reason.ShouldBe("debugging");

        (await Resume("name=pause-01")).Servers.ShouldHaveSingleItem().Outcome.ShouldBe(CommandOutcome.Accepted);
        (await fleet.Show("pause-01")).Summary.Held.ShouldBeNull();
        (await fleet.Desired(id)).Paused.ShouldBeFalse();
        (await fleet.Stream(id)).Select(e => e.Type).ShouldBe(["server_enrolled", "server_paused", "server_resumed"]);
        await Eventually.Get(() => Sentences("pause-01"), s => s.Contains("pause-01: paused: debugging") && s.Contains("pause-01: resumed"));
    }

    [Fact]
    public async Task A_paused_fleet_holds_every_server_also_one_that_is_enrolled_later()
    {
        await fleet.Enroll("pause-02");
        await Pause(null, "INC-411");
        try
        {
            await fleet.Enroll("pause-03");
            (await fleet.Show("pause-03")).Summary.Held!.ShouldHaveSingleItem().EndedBy.ShouldBe("fleet resume");
            (await fleet.Client.Info(Stop)).Paused!.Text.ShouldContain("INC-411");
            (await Pause(null, "another")).Servers.ShouldBeEmpty();
            (await fleet.Client.Info(Stop)).Paused!.Reason.ShouldBe("INC-411");
            await Pause("name=pause-02", "debugging");
            var refused = (await Resume("name in (pause-02,pause-03)")).Servers;
            refused.Select(s => s.Refusal?.Code).ShouldBe(["fleet-is-paused", "fleet-is-paused"]);
        }
        finally
        {
            await Resume(null);
        }

        (await fleet.Client.Info(Stop)).Paused.ShouldBeNull();
        (await fleet.Show("pause-03")).Summary.Held.ShouldBeNull();
        (await fleet.Show("pause-02")).Summary.Held!.ShouldHaveSingleItem().Reason.ShouldBe("debugging");
        await Resume("name=pause-02");
        await Eventually.Get(() => Sentences(null), s => s.Contains("the whole fleet was paused: INC-411") && s.Contains("the whole fleet was resumed"));
    }

    [Fact]
    public async Task A_pause_without_a_reason_or_of_nothing_is_refused()
    {
        await fleet.Enroll("pause-04");
        (await Refused(() => fleet.Client.Holds.Pause(new("name=pause-04"), Key(), Stop))).Code.ShouldBe("pause-without-reason");
        (await Refused(() => fleet.Client.Holds.Pause(new(), Key(" "), Stop))).Code.ShouldBe("pause-without-reason");
        (await Refused(() => Pause("name=nobody", "why"))).Code.ShouldBe("selector-matches-nothing");
        (await fleet.Show("pause-04")).Summary.Held.ShouldBeNull();
    }

    [Fact]
    public async Task A_plan_says_what_its_changes_would_have_to_wait_for()
    {
        var claimed = await fleet.EnrollAndClaim("pause-05");
        await fleet.Database.Worker.Done(claimed, claimed.Clean() with { Observation = Reports.Seen("jitsi-anonymous") });
        await fleet.Until("pause-05", s => s.Observation is not null);
        await fleet.Enforcement("name=pause-05", "enforce");
        await Pause("name=pause-05", "debugging");
        var plan = (await fleet.Client.Plan(new PlanRequest(Access: new("name=pause-05", "members")), Stop)).Servers.ShouldHaveSingleItem();
        plan.Changes.ShouldNotBeEmpty();
        plan.Held!.ShouldHaveSingleItem().Reason.ShouldBe("debugging");
        plan.Unsupported.ShouldBeNull();
    }

    [Fact]
    public async Task A_command_given_meanwhile_waits_and_is_due_at_once_afterwards()
    {
        var server = (await fleet.EnrollAndClaim("pause-06")).Server;
        await fleet.Enforcement("name=pause-06", "enforce");
        await Pause("name=pause-06", "debugging");
        var command = (await fleet.Access("name=pause-06", "members")).CommandId;
        await fleet.Database.Expire(server);
        var claimed = await fleet.ClaimServer(server);
        (await fleet.Database.Worker.Scalar<string>("select work.may_apply($1, $2, interval '1 min', '{}', '{}')::text", claimed.Server, claimed.Fence))!.ShouldContain("debugging");
        await fleet.Database.Worker.Done(claimed, claimed.Clean(Domain.Reconciling.Verdict.Open) with
        {
            Holds = [new(Domain.Holds.HoldKind.Paused, "debugging", "dana", Reports.Noon)],
        });

        var waiting = await Eventually.Get(() => fleet.Client.Commands.Get(command, Stop), s => s.Servers[0].Text.Contains("debugging"));
        (waiting.Finished, waiting.Servers[0].State, waiting.Servers[0].Next).ShouldBe((false, ProgressState.Pending, "fleet resume name=pause-06"));
        (await fleet.TryClaim(server)).ShouldBeNull();
        await Resume("name=pause-06");
        (await fleet.ClaimServer(server)).Priority.ShouldBe((short)0);
    }

    private Task<CommandAccepted> Pause(string? selector, string reason) => fleet.Client.Holds.Pause(new(selector), Key(reason), Stop);

    private async Task<CommandAccepted> Resume(string? selector) => await fleet.Client.Holds.Resume(
        new(selector, Expect: (await fleet.Client.Servers.List(selector ?? "all", retired: false, Stop)).Count), Key(), Stop);

    private Task<List<string>> Sentences(string? server) =>
        fleet.Client.Audit.Read(new(Server: server), Stop).Select(e => e.Text).ToListAsync(Stop).AsTask();
}
