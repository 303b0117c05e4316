using Fleet.Contracts.Api;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Reconciling;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Plans;

[Collection(ControlPlaneCollection.Name)]
public sealed class PlanTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_says_what_would_change_and_changes_nothing()
    {
        await Observed("plan-01", Reports.Seen("jitsi-anonymous"));
        await fleet.Register("gina", "name=plan-01");
        var before = await fleet.EventCount();
        var plan = await fleet.Client.Plan(new PlanRequest(Access: new("name=plan-01", "members")), Stop);
        var server = plan.Servers.ShouldHaveSingleItem();
        (server.Outcome, server.Enforcement, server.ObservedAt).ShouldBe((CommandOutcome.Accepted, "observe", Reports.Noon));
        server.Changes.Select(c => c.Kind).ShouldBe(["put-account", "set-provider", "activate"]);
        server.Changes.Single(c => c.Kind == "set-provider").ShouldBe(new PlannedChange("set-provider", "provider", "jitsi-anonymous", "internal_hashed"));
        (await fleet.EventCount()).ShouldBe(before);
    }

    [Fact]
    public async Task What_settling_accounts_would_do_is_planned_too()
    {
        await Observed("plan-07", Reports.Seen(accounts: [new("jigasi", null, false, null), new("mallory", null, false, null), new("nils", null, false, null)]));
        await fleet.Enforcement("name=plan-07", "enforce");
        await fleet.Register("nils", "name=plan-07");
        var before = await fleet.EventCount();

        var removal = await fleet.Client.Plan(new PlanRequest(Accounts: new("name=plan-07", "remove", ["mallory"])), Stop);
        var ignoring = await fleet.Client.Plan(new PlanRequest(Accounts: new("name=plan-07", "ignore", ["jigasi"])), Stop);
        var reset = await fleet.Client.Plan(new PlanRequest(Credential: new("nils", new("reset", "name=plan-07"))), Stop);

        removal.Servers.Single().Changes.Select(c => $"{c.Kind} {c.Subject}").ShouldBe(["remove-account mallory", "put-account nils"], ignoreOrder: true);
        ignoring.Servers.Single().Outcome.ShouldBe(CommandOutcome.Accepted);
        reset.Servers.Single().Changes.Select(c => $"{c.Kind} {c.Subject}").ShouldBe(["put-account nils"]);
        (await fleet.EventCount()).ShouldBe(before);
        (await Refused(() => fleet.Client.Plan(new PlanRequest(Repair: "all", Accounts: new("all", "ignore", ["x"])), Stop))).Code.ShouldBe("plan-unclear");
    }

    [Fact]
    public async Task A_plan_says_who_is_there_and_what_each_way_into_force_would_cost_them()
    {
        await Observed("plan-03", Reports.Seen("jitsi-anonymous"));
        var plan = await fleet.Client.Plan(new PlanRequest(Access: new("name=plan-03", "members")), Stop);
        var server = plan.Servers.ShouldHaveSingleItem();
        server.Live.ShouldBe(new SessionCounts(7, 0, 2, 5));
        server.Activations.ShouldNotBeNull().Select(a => (a.Activation, a.Chosen, a.Sessions)).ShouldBe([("in-place", true, 0), ("restart", false, 7), ("drain", false, 0)]);
    }

    [Fact]
    public async Task A_plan_for_guests_names_every_file_and_the_restart_of_jicofo()
    {
        var seen = Reports.Seen();
        await Observed("plan-06", seen with
        {
            OnDisk = seen.OnDisk with
            {
                Guests = new(GuestHost.Absent, null, Ours: false, Rewritable: false, null, null, []),
                JicofoFiles = new(JicofoAuthentication.Off, Installed: true, null, Ours: false, Rewritable: true, null),
                WebClient = new(null, Determined: true, Editable: true, null, null),
            },
            InForce = seen.InForce with { Jicofo = new(JicofoAuthentication.Off, null), GuestHostProvider = InForce.NotServed },
        });
        var server = (await fleet.Client.Plan(new PlanRequest(Access: new("name=plan-06", "guests")), Stop)).Servers.ShouldHaveSingleItem();
        server.Changes.Select(c => $"{c.Kind} {c.Subject}").ShouldBe(
        [
            "set-jicofo-authentication file", "add-guest-host guest-host", "set-anonymous-domain config.js", "restart-service jicofo", "activate-guest-host guest-host",
        ]);
        server.Activations.ShouldNotBeNull().ShouldAllBe(a => a.RestartsJicofo);
        (await fleet.Access("name=plan-06", "guests")).Servers[0].Outcome.ShouldBe(CommandOutcome.Accepted);
        (await fleet.Show("plan-06")).Summary.AccessMode.ShouldBe("guests");
    }

    [Fact]
    public async Task Where_logins_are_not_managed_no_access_mode_is_set_and_the_others_go_ahead()
    {
        await Observed("plan-04", Reports.Seen("token"), ("set", "mixed"));
        await Observed("plan-05", Reports.Seen("jitsi-anonymous"), ("set", "mixed"));
        var accepted = await fleet.Access("set=mixed", "members");
        var refused = accepted.Servers.Single(s => s.Name == "plan-04");
        (refused.Outcome, refused.Refusal!.Code).ShouldBe((CommandOutcome.Refused, "logins-not-managed"));
        accepted.Servers.Single(s => s.Name == "plan-05").Outcome.ShouldBe(CommandOutcome.Accepted);
        (await fleet.Show("plan-04")).Summary.AccessMode.ShouldBeNull();
        var planned = await fleet.Client.Plan(new PlanRequest(Access: new("name=plan-04", "open")), Stop);
        planned.Servers.ShouldHaveSingleItem().Refusal!.Code.ShouldBe("logins-not-managed");
    }

    [Fact]
    public async Task A_planned_registration_shows_accounts_by_name()
    {
        await Observed("plan-02", Reports.Seen());
        var plan = await fleet.Client.Plan(new PlanRequest(User: new("hugo", "register", "name=plan-02")), Stop);
        plan.Gained.ShouldBe([new("hugo", "plan-02")]);
        plan.Servers.Single(s => s.Name == "plan-02").Changes.ShouldContain(c => c.Kind == "put-account" && c.Subject == "hugo");
        (await Refused(() => fleet.Client.Users.Get("hugo", Stop))).Code.ShouldBe("user-unknown");
        (await Refused(() => fleet.Client.Plan(new PlanRequest(), Stop))).Code.ShouldBe("plan-unclear");
    }

    [Fact]
    public async Task A_reverted_command_gives_each_server_its_own_state_back()
    {
        await fleet.Enroll("revert-01", ("set", "revert"));
        await fleet.Enroll("revert-02", ("set", "revert"));
        await fleet.Access("name=revert-01", "open");
        await fleet.Access("name=revert-02", "members");
        var locked = await fleet.Access("set=revert", "members");
        var reverted = await fleet.Client.Commands.Revert(locked.CommandId, Key(), Stop);
        reverted.Servers.ShouldHaveSingleItem().Name.ShouldBe("revert-01");
        (await fleet.Show("revert-01")).Summary.AccessMode.ShouldBe("open");
        (await fleet.Stream(reverted.Servers[0].Id))[^1].Causation.ShouldBe(locked.CommandId.ToString());
        (await Refused(() => fleet.Client.Commands.Revert(locked.CommandId, Key(), Stop))).Code.ShouldBe("changed-since");
        (await Refused(() => fleet.Client.Commands.Revert(Guid.NewGuid(), Key(), Stop))).Code.ShouldBe("command-unknown");
    }

    [Fact]
    public async Task An_adoption_is_not_reverted_and_says_so()
    {
        var claimed = await fleet.EnrollAndClaim("revert-04");
        await fleet.Database.Worker.Done(claimed, TimeSpan.Zero, report: null);
        var adopted = await fleet.Client.Servers.Adopt("revert-04", Key(), Stop);
        var asked = await fleet.ClaimServer(claimed.Server);
        await fleet.Database.Worker.Done(asked, asked.Clean() with { Adopted = new(Domain.Servers.AccessMode.Members, [new("olga", Guid.NewGuid(), "SHA-1", "a.b.c.d.e")]) });
        await fleet.Until("revert-04", s => s.Summary.AccessMode == "members");
        var refused = await Refused(() => fleet.Client.Commands.Revert(adopted.CommandId, Key(), Stop));
        (refused.Code, refused.Title).ShouldBe(("not-revertible", "An adoption cannot be reverted. Instead: `fleet servers retire revert-04`, which changes nothing on it."));
    }

    [Fact]
    public async Task A_reverted_registration_takes_the_accounts_back()
    {
        await fleet.Enroll("revert-03");
        var registered = await fleet.Register("ines", "name=revert-03");
        (await fleet.Client.Commands.Revert(registered.CommandId, Key(), Stop)).Lost.ShouldBe([new("ines", "revert-03")]);
        (await Refused(() => fleet.Client.Users.Get("ines", Stop))).Code.ShouldBe("user-unknown");
    }

    private async Task Observed(string name, Observation seen, params (string Key, string Value)[] labels)
    {
        var claimed = await fleet.EnrollAndClaim(name, labels);
        await fleet.Database.Worker.Done(claimed, claimed.Clean(Verdict.Open) with { Observation = seen });
        await fleet.Until(name, s => s.Observation is not null);
    }
}
