using CsCheck;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Holds;

public sealed class HoldTests
{
    private static readonly Hold Pause = new(HoldKind.Paused, "debugging", "dana", Some.Now.AddHours(-1));
    private static readonly DesiredServer Locked = Some.Server(Some.Enforced, Some.Lockdown);
    private static readonly Restraints Paused = Restraints.None with { Holds = [Pause] };

    public static TheoryData<Hold, string> Ends => new()
    {
        { Pause, "fleet resume name=meet-07" },
        { Pause with { Everywhere = true }, "fleet resume" },
        { Pause with { Kind = HoldKind.FirstServer, Command = Some.Command }, $"fleet resume --command {Some.Command}" },
        { Pause with { Kind = HoldKind.StoppedChange, Command = Some.Command }, $"fleet revert {Some.Command}" },
        { Pause with { Kind = HoldKind.Host }, "sudo fleet-host release" },
        { Pause with { Kind = HoldKind.HostLocked }, "sudo fleet-host release" },
        { Pause with { Kind = HoldKind.MassDrift, Drift = "config-not-loaded:link" }, "fleet resume --drift config-not-loaded" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Every_hold_says_who_since_when_why_and_the_command_that_ends_it(Hold hold, string command)
    {
        var text = HoldText.Of(hold, "meet-07");
        hold.EndedBy("meet-07").ShouldBe(command);
        foreach (var said in (string[])["dana", "2030-01-31T21:00:00Z", "debugging", $"`{command}`"]) text.ShouldContain(said);
        HoldText.Of(hold with { Until = Some.Now }, "meet-07").ShouldContain("until 2030-01-31T22:00:00Z");
    }

    [Fact]
    public void What_an_operator_typed_reaches_no_terminal_raw() =>
        HoldText.Of(Pause with { Reason = "a\u001b[2Jb", By = new string('x', 500) }, "meet-07").ShouldSatisfyAllConditions(
            t => t.ShouldNotContain("\u001b"), t => t.Length.ShouldBeLessThan(700));

    [Fact]
    public void A_held_server_is_not_changed_whatever_differs() =>
        Gen.Select(Any.Server, Any.Observation).Sample((server, seen) =>
        {
            var (free, held) = (Planner.Plan(server, seen), Planner.Plan(server, seen, Paused));
            held.Changes.ShouldBeEmpty();
            held.Withheld.ShouldBe([.. free.Changes, .. free.Withheld], ignoreOrder: true);
        });

    [Fact]
    public void A_plan_says_that_a_server_is_held_where_something_differs()
    {
        var plan = Planner.Plan(Locked, Some.Observation("jitsi-anonymous"), Paused with { Holds = [Pause, Pause with { Everywhere = true }] });
        plan.Blockers[0].Reason.ShouldBe(BlockReason.Held);
        plan.Blockers[0].Text.ShouldContain("`fleet resume name=meet-07`");
        plan.Blockers[0].Text.ShouldContain("`fleet resume`");
        Planner.Plan(Locked, Some.Observation(), Paused).Blockers.ShouldBeEmpty();
    }

    [Fact]
    public void Mass_drift_keeps_a_server_from_repairs_and_from_no_command()
    {
        var seen = Some.Observation("jitsi-anonymous");
        var massDrift = Restraints.None with { Holds = [Pause with { Kind = HoldKind.MassDrift, Drift = "access-mode:provider" }] };
        Planner.Plan(Locked, seen, massDrift with { AppliedGeneration = Locked.Generation }).Blockers[0].Reason.ShouldBe(BlockReason.MassDrift);
        Planner.Plan(Locked, seen, massDrift with { AppliedGeneration = Locked.Generation - 1 }).Changes.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("file-permissions", true)]
    [InlineData("file-permissions:conf.avail/*.cfg.lua", true)]
    [InlineData("file-permissions:conf", false)]
    [InlineData("file", false)]
    public void A_word_on_a_drift_is_about_its_kind_or_about_that_one(string drift, bool about)
    {
        var held = Pause with { Kind = HoldKind.MassDrift, Drift = "file-permissions:conf.avail/*.cfg.lua" };
        held.IsOf(drift).ShouldBe(about);
        (held with { Kind = HoldKind.Paused }).IsOf(drift).ShouldBeFalse();
    }

    [Fact]
    public void Repairs_are_allowed_for_a_while_and_only_where_some_wait()
    {
        Outcomes.Refused<NoRepairWaits>(FleetDecider.AllowRepairs("access-mode", waiting: 0, Some.Now));
        Outcomes.Accepted(FleetDecider.AllowRepairs("access-mode", waiting: 1, Some.Now)).ShouldBe([new RepairsAllowed("access-mode", Some.Now.AddHours(1))]);
    }

    [Fact]
    public void What_root_holds_on_the_host_is_not_changed_and_told_with_its_end()
    {
        var seen = Some.Observation("jitsi-anonymous");
        var held = seen with { Host = seen.Host with { Hold = new("debugging", "root", Some.Now.AddHours(-1), Some.Now.AddHours(1)) } };
        var plan = Planner.Plan(Locked, held, Paused);
        plan.Changes.ShouldBeEmpty();
        plan.Blockers[0].Text.ShouldContain("held on the host itself since 2030-01-31T21:00:00Z until 2030-01-31T23:00:00Z by root (debugging)");
        plan.Blockers[0].Text.ShouldContain("`fleet resume name=meet-07`");
        var notice = Diff.Between(Locked, held, null, Some.Now).Single(d => d.Kind == DriftKind.Held);
        (notice.IsNotice, notice.Subject).ShouldBe((true, "host"));
        notice.Evidence.ShouldContain("`sudo fleet-host release` on the host");
    }

    [Fact]
    public void A_host_that_root_locked_says_the_command_that_makes_it_wanted()
    {
        var seen = Some.Observation();
        var locked = seen with { Host = seen.Host with { Hold = new("abuse", "root", Some.Now, null, Locked: true) } };
        var open = Some.Server(Some.Enforced, Some.Lockdown with { Mode = AccessMode.Open });
        Planner.Plan(open, locked).Changes.ShouldBeEmpty();
        Diff.Between(open, locked, null, Some.Now).Single(d => d.Kind == DriftKind.Held).Evidence
            .ShouldContain("`fleet servers access name=meet-07 members` takes that over, `sudo fleet-host release`");
    }

    [Theory]
    [InlineData(AccessMode.Members, true, true)]
    [InlineData(AccessMode.Members, false, false)]
    [InlineData(AccessMode.Open, true, false)]
    public void Roots_lock_is_taken_over_where_the_server_is_to_be_locked(AccessMode mode, bool locked, bool adopted)
    {
        var seen = Some.Observation();
        var held = seen with { Host = seen.Host with { Hold = new("abuse", "root", Some.Now, Some.Now.AddHours(1), locked) } };
        Planner.Plan(Some.Server(Some.Enforced, Some.Lockdown with { Mode = mode }), held).AdoptsLock.ShouldBe(adopted ? Some.Now : null);
    }

    [Fact]
    public void Roots_lock_stays_while_Fleet_holds_the_server_or_cannot_lock_it()
    {
        var seen = Some.Observation("jitsi-anonymous");
        var locked = seen with { Host = seen.Host with { Hold = new("abuse", "root", Some.Now, null, Locked: true) } };
        Planner.Plan(Locked, locked).AdoptsLock.ShouldBe(Some.Now);
        Planner.Plan(Locked, locked, Paused).AdoptsLock.ShouldBeNull();
        Planner.Plan(Some.Server(Some.Lockdown), locked).AdoptsLock.ShouldBeNull("it is observed only");
        Planner.Plan(Locked, locked with { OnDisk = locked.OnDisk with { GuestHost = GuestHost.Anonymous } }).AdoptsLock.ShouldBeNull("guests would get in");
    }

    [Fact]
    public void An_apply_is_asked_for_by_what_it_repairs_and_two_servers_ask_alike()
    {
        Change[] changes =
        [
            new Change.RestoreConfigLink(), new Change.FixPermissions($"conf.avail/{Locked.Domain}.cfg.lua"), new Change.RemoveAccount("bob"),
            new Change.DisableAccount("bob"),
        ];
        Asked(Locked, new Change.PutAccount(UserName.ProbeAccount, Some.Command, DriftKind.UserCredential)).ShouldBe("");
        Asked(Locked, changes).ShouldBe("config-not-loaded:link file-permissions:conf.avail/*.cfg.lua user-returned:bob");
        Asked(Locked with { Domain = "other.example" }, new Change.FixPermissions("conf.avail/other.example.cfg.lua"))
            .ShouldBe("file-permissions:conf.avail/*.cfg.lua");
    }

    [Fact]
    public void What_a_command_changes_itself_is_no_drift_and_all_else_is_however_new_the_generation()
    {
        Change[] changes =
        [
            new Change.PutAccount("alice", Some.Command, DriftKind.UserMissing), new Change.RemoveAccount("bob"), new Change.RestoreConfigLink(),
            new Change.RestartService(DriftSubject.Jicofo),
        ];
        Asked(Some.After(Locked, [new ServerPaused("a look"), new ServerResumed()]), changes)
            .ShouldBe("config-not-loaded:link jicofo-auth:jicofo-in-force user-missing:alice user-returned:bob");
        Asked(Some.After(Locked, [new AccountGranted(Some.Id(1), "alice", Some.Command)]), changes)
            .ShouldBe("config-not-loaded:link jicofo-auth:jicofo-in-force user-returned:bob");
        Asked(Some.After(Locked, [new UnknownAccountRemoved("bob")]), changes).ShouldBe("config-not-loaded:link user-missing:alice");
        Asked(Some.After(Locked, [Some.Lockdown]), changes).ShouldBe("");
        Asked(Some.After(Locked, [Some.Enforced]), changes).ShouldBe("");
    }

    [Fact]
    public void What_too_many_servers_have_waits_and_the_rest_is_repaired()
    {
        var seen = Some.Observation("jitsi-anonymous");
        var applied = Restraints.None with { AppliedGeneration = Locked.Generation };
        var free = Planner.Plan(Locked, seen, applied);
        var other = applied with { Holds = [Pause with { Kind = HoldKind.MassDrift, Drift = "service-down:nginx" }] };
        Planner.Plan(Locked, seen, other).Changes.ShouldBe(free.Changes);
        var file = Planner.Plan(Locked, seen, applied with { Holds = [Pause with { Kind = HoldKind.MassDrift, Drift = "access-mode:provider" }] });
        file.Withheld.OfType<Change.SetProvider>().ShouldNotBeEmpty();
        file.Changes.OfType<Change.ActivateAccessMode>().ShouldNotBeEmpty();
    }

    private static string Asked(DesiredServer desired, params Change[] changes) => string.Join(' ', ApplyQuestion.Of(
        desired, ChangePlan.Nothing with { Changes = [.. changes] }, Restraints.None with { AppliedGeneration = Locked.Generation }).Repairs);
}
