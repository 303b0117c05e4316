using Fleet.Contracts.Api;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;

namespace Fleet.IntegrationTests.Commands;

/// <summary>A command over three servers, and what workers may do and report of it.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class StagedCommandTests(RunningControlPlane fleet)
{
    private static readonly DriftItem LoginRefused = new(DriftLayer.Outside, DriftKind.LoginRefused, DriftSeverity.Critical, "outside", "not-authorized");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_others_wait_for_the_proof_on_the_first_and_go_on_at_once()
    {
        var (servers, command) = await LockDown("wait");
        var first = await fleet.ClaimServer(servers[0]);
        (await MayApply(first)).ShouldBe("[]");
        (await MayApply(await fleet.ClaimServer(servers[1]))).ShouldContain("first-server");
        var status = await fleet.Client.Commands.Get(command.CommandId, Stop);
        status.Staged.ShouldNotBeNull().ShouldSatisfyAllConditions(s => s.Text.ShouldBe("wait-1 first; the other 2 wait for its proof"), s => s.Waiting.ShouldBe(2));
        status.Servers[1].ShouldSatisfyAllConditions(s => s.State.ShouldBe(ProgressState.Pending), s => s.Text.ShouldBe("waits for the proof on wait-1"));

        await fleet.Database.Worker.Done(first, Enforced(first));
        await fleet.Database.Expire(servers[1]);
        await Eventually.Get(() => fleet.Client.Commands.Get(command.CommandId, Stop), s => s.Staged?.Stage == "rest");

        foreach (var server in servers[1..])
        {
            var claimed = await fleet.ClaimServer(server);
            (await MayApply(claimed)).ShouldBe("[]");
            await fleet.Database.Worker.Done(claimed, Enforced(claimed));
        }
        var finished = await Eventually.Get(() => fleet.Client.Commands.Get(command.CommandId, Stop), s => s.Finished);
        finished.Servers.ShouldAllBe(s => s.State == ProgressState.Proven);
        (await Steps(command)).ShouldBe([("change_begun", "dana"), ("change_proven", "fleet"), ("change_finished", "fleet")]);
        (await fleet.Database.Owner.Scalar<long>("select count(*) from fleet.mt_doc_stagedchange where id = $1", command.CommandId)).ShouldBe(0);
    }

    [Fact]
    public async Task It_stops_at_the_first_that_breaks_and_goes_on_when_an_operator_says_so()
    {
        var (servers, command) = await LockDown("stop");
        var first = await fleet.ClaimServer(servers[0]);
        await fleet.Database.Worker.Done(first, Enforced(first).With(LoginRefused) with { Verdict = Verdict.LockedLoginNotProven });

        var stopped = await Eventually.Get(() => fleet.Client.Commands.Get(command.CommandId, Stop), s => s.Finished);
        stopped.Staged!.Text.ShouldBe("stopped: stop-1: outside: not-authorized; 2 not touched");
        stopped.Staged.Next[0].ShouldBe($"fleet revert {command.CommandId}");
        stopped.Servers.Select(s => s.State).ShouldBe([ProgressState.Drift, ProgressState.Held, ProgressState.Held]);
        (await MayApply(await fleet.ClaimServer(servers[1]))).ShouldContain("stopped-change");
        await fleet.Database.Expire(servers[1]);

        await fleet.Client.Commands.Resume(command.CommandId, TestCommands.Key("broken before"), Stop);

        (await MayApply(await fleet.ClaimServer(servers[1]))).ShouldBe("[]");
        (await fleet.Client.Commands.Get(command.CommandId, Stop)).Staged!.Text.ShouldBe("the others go on");
        (await TestCommands.Refused(() => fleet.Client.Commands.Resume(command.CommandId, TestCommands.Key(), Stop))).Code.ShouldBe("nothing-waits");
    }

    [Fact]
    public async Task A_revert_takes_the_servers_out_of_what_stopped()
    {
        var (servers, command) = await LockDown("back");
        var first = await fleet.ClaimServer(servers[0]);
        await fleet.Database.Worker.Done(first, Enforced(first).With(LoginRefused) with { Verdict = Verdict.LockedLoginNotProven });
        await Eventually.Get(() => fleet.Client.Commands.Get(command.CommandId, Stop), s => s.Finished);

        var reverted = await fleet.Client.Commands.Revert(command.CommandId, TestCommands.Key(), Stop);

        (await fleet.Client.Commands.Get(reverted.CommandId, Stop)).Staged!.Text.ShouldBe("back-2 first; the other 2 wait for its proof");
        (await Steps(command)).Select(s => s.Type).ShouldBe(["change_begun", "change_stopped", "servers_overtaken", "change_finished"]);
        (await fleet.Database.Owner.Scalar<long>("select count(*) from work.hold where command = $1", command.CommandId)).ShouldBe(0);
    }

    [Fact]
    public async Task An_unreachable_first_makes_room_and_a_command_for_one_server_waits_for_nobody()
    {
        var (servers, command) = await LockDown("away");
        var first = await fleet.ClaimServer(servers[0]);
        await fleet.Database.Worker.Done(first, first.Clean().Failed(ReconcileOutcome.Unreachable, "timeout", "no answer"));
        await Eventually.Get(() => fleet.Client.Commands.Get(command.CommandId, Stop), s => s.Staged?.First == "away-2");
        (await MayApply(await fleet.ClaimServer(servers[1]))).ShouldBe("[]");
        (await MayApply(await fleet.ClaimServer(servers[2]))).ShouldContain("first-server");
        await fleet.Database.Expire(servers[2]);

        var single = await fleet.Access("name=away-3", "guests");

        (await fleet.Client.Commands.Get(single.CommandId, Stop)).Staged.ShouldBeNull();
        (await MayApply(await fleet.ClaimServer(servers[2]))).ShouldBe("[]");
    }

    [Fact]
    public async Task A_first_that_was_let_through_to_a_worker_that_died_keeps_the_others_waiting()
    {
        var (servers, command) = await LockDown("died");
        (await MayApply(await fleet.ClaimServer(servers[0]))).ShouldBe("[]");
        await fleet.Database.Expire(servers[0]);

        var next = await fleet.ClaimServer(servers[0]);
        await fleet.Database.Worker.Done(next, next.Clean().Failed(ReconcileOutcome.Unreachable, "timeout", "no answer"));

        var touched = await Eventually.Get(() => fleet.Client.Commands.Get(command.CommandId, Stop), s => s.Staged?.Text.Contains("not proven yet") == true);
        touched.Staged!.First.ShouldBe("died-1");
        (await MayApply(await fleet.ClaimServer(servers[1]))).ShouldContain("first-server");
    }

    private async Task<(Guid[] Servers, CommandAccepted Command)> LockDown(string name)
    {
        var servers = new List<Guid>();
        for (var i = 1; i <= 3; i++)
        {
            var claimed = await fleet.EnrollAndClaim($"{name}-{i}", ("staged", name));
            await fleet.Database.Worker.Done(claimed, claimed.Clean(Verdict.Open));
            await fleet.Until($"{name}-{i}", s => s.Summary.State == "checked");
            await fleet.Access($"name={name}-{i}", "open");
            await fleet.Enforcement($"name={name}-{i}", "enforce");
            servers.Add(claimed.Server);
        }
        return ([.. servers], await fleet.Access($"staged={name}", "members"));
    }

    private static ReconcileReport Enforced(Claimed claimed) => claimed.Clean() with { Enforced = true, Outcome = ReconcileOutcome.Changed };

    private async Task<string> MayApply(Claimed claimed) => (await fleet.Database.Worker.Scalar<string>(
        "select work.may_apply($1, $2, interval '1 min', '{}', '{}')::text", claimed.Server, claimed.Fence))!;

    private async Task<(string Type, string Actor)[]> Steps(CommandAccepted command) => [.. await fleet.Database.Owner.Rows(
        "select type, user_name from fleet.mt_events where stream_id = $1 order by version", r => (r.GetString(0), r.GetString(1)), command.CommandId)];
}
