using Fleet.Contracts.Api;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Reconciling;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Commands;

/// <summary>Before many accounts of a server are taken away at once, somebody says how many.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class RemovalTests(RunningControlPlane fleet)
{
    private static readonly string[] Users = ["rem-anna", "rem-bert", "rem-cleo"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_label_that_would_cost_many_their_accounts_is_not_taken_off_unsaid()
    {
        var id = await fleet.Enrolled("removal-01", ("set", "removal"));
        foreach (var user in Users) await fleet.Register(user, "set=removal");
        await Seen("removal-01", id, [.. Users, "jigasi"]);
        var before = await fleet.EventCount();

        var problem = await Refused(() => Relabel("removal-01"));
        (problem.Code, problem.Next).ShouldBe(("removals-not-confirmed", "--confirm-removals 3"));
        problem.Title.ShouldContain("removal-01 3 of 4");
        (await Refused(() => Relabel("removal-01", 2))).Code.ShouldBe("removals-other-than-confirmed");
        (await fleet.EventCount()).ShouldBe(before);

        var accepted = await Relabel("removal-01", 3);
        accepted.Lost.Select(l => l.User).ShouldBe(Users, ignoreOrder: true);
        (await fleet.Desired(id)).AbsentAccounts.Values.ShouldAllBe(a => a.Confirmed);
        (await fleet.Stream(id)).Select(e => e.Type).Where(t => t == "removals_confirmed").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task One_user_after_the_other_is_an_operators_word_on_each()
    {
        var id = await fleet.Enrolled("removal-02", ("set", "removal2"));
        foreach (var user in Users) await fleet.Register($"{user}2", "set=removal2");
        await Seen("removal-02", id, [.. Users.Select(u => $"{u}2")]);
        await fleet.Client.Users.Disable($"{Users[0]}2", Key(), Stop);
        await fleet.Client.Users.Remove($"{Users[1]}2", Key(), Stop);
        await fleet.Client.Users.Select($"{Users[2]}2", "set=elsewhere", Key(), Stop);
        (await fleet.Desired(id)).AbsentAccounts.Values.Select(a => a.Confirmed).ShouldBe([true, true, true]);
        var plan = await fleet.Client.Plan(new PlanRequest(Repair: "name=removal-02"), Stop);
        plan.Servers.ShouldHaveSingleItem().Changes.Count(c => c.Kind == "remove-account").ShouldBe(3);
    }

    // A server that nobody had seen yet, or a desired state of an older version: the worker refuses, and this is how it is told.
    [Fact]
    public async Task What_a_worker_refuses_is_planned_and_confirmed_afterwards()
    {
        var id = await fleet.Enrolled("removal-03", ("set", "removal3"));
        await fleet.Enforcement("name=removal-03", "enforce");
        foreach (var user in Users) await fleet.Register($"{user}3", "set=removal3");
        await Relabel("removal-03");
        await Seen("removal-03", id, [.. Users.Select(u => $"{u}3")]);

        var plan = (await fleet.Client.Plan(new PlanRequest(Repair: "name=removal-03"), Stop)).Servers.ShouldHaveSingleItem();
        plan.Changes.ShouldBeEmpty();
        plan.Unsupported!.ShouldContain("`fleet servers enforcement name=removal-03 enforce --confirm-removals 3`");
        await fleet.Client.Servers.Relabel("removal-03", new(new Dictionary<string, string> { ["site"] = "x" }, []), Key(), Stop);
        (await Refused(() => fleet.Client.Servers.SetEnforcement(new("name=removal-03", "enforce"), Key() with { ConfirmRemovals = 4 }, Stop)))
            .Code.ShouldBe("removals-other-than-confirmed");
        await fleet.Client.Servers.SetEnforcement(new("name=removal-03", "enforce"), Key() with { ConfirmRemovals = 3 }, Stop);
        (await fleet.Client.Plan(new PlanRequest(Repair: "name=removal-03"), Stop)).Servers.Single().Changes.Count(c => c.Kind == "remove-account").ShouldBe(3);
    }

    private Task<CommandAccepted> Relabel(string server, int? confirmed = null) => fleet.Client.Servers.Relabel(
        server, new(new Dictionary<string, string>(), ["set"]), Key() with { ConfirmRemovals = confirmed }, Stop);

    private async Task Seen(string name, Guid id, string[] accounts)
    {
        await fleet.Database.Expire(id);
        var claimed = await fleet.ClaimServer(id);
        await fleet.Database.Worker.Done(claimed, claimed.Clean() with { Observation = Reports.Seen(accounts: [.. accounts.Select(a => new ObservedAccount(a, null, false, null))]) });
        await fleet.Until(name, s => s.Observation is not null);
    }
}
