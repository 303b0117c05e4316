using CsCheck;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;
using static Fleet.Domain.Reconciling.Change;

namespace Fleet.Tests.Domain.Reconciling;

public sealed class PlannerTests
{
    [Fact]
    public void In_an_emergency_packages_being_installed_keep_an_open_door_from_nothing()
    {
        var seen = Some.Observation("jitsi-anonymous");
        var busy = seen with { Host = seen.Host with { PackageManager = PackageManagerState.Running } };
        var emergency = Some.Server(Some.Enforced, Some.Lockdown with { EvictSessions = true, Emergency = true });
        Planner.Plan(emergency, busy).Changes.ShouldBe(Planner.Plan(emergency, seen).Changes);
        Planner.Plan(Some.Server(Some.Enforced, Some.Lockdown), busy).Changes.ShouldBeEmpty();
        // what is in force is closed: its files have time
        var closed = busy with { InForce = Some.Observation().InForce };
        Planner.Plan(emergency, closed).Blockers.ShouldContain(b => b.Reason == BlockReason.PackageManager);
        // it was carried out
        Planner.Plan(emergency, busy, Restraints.None with { AppliedGeneration = emergency.Generation }).Changes.ShouldBeEmpty();
    }

    private static readonly AccessModeSet Open = new(AccessMode.Open, Activation.InPlace, EvictSessions: false);
    private static readonly AccountGranted Alice = new(Some.Id(1), "alice", Some.Id(50));
    private static readonly DesiredServer Locked = Some.Server(Some.Enforced, Some.Lockdown);
    private static readonly Observation Anonymous = Some.Observation("jitsi-anonymous");

    [Fact]
    public void What_is_as_commanded_is_left_alone() => Planner.Plan(Locked, Some.Observation()).ShouldBe(ChangePlan.Nothing, ChangePlans);

    [Fact]
    public void Locking_down_puts_accounts_then_closes_on_disk_then_in_force()
    {
        var desired = Some.After(Locked, [Alice, new AccountRevoked(Some.Id(2), "bob")]);
        var plan = Planner.Plan(desired, Some.Observation("jitsi-anonymous", Some.Account("bob")));
        plan.Changes.ShouldBe(
        [
            new RemoveAccount("bob"), new PutAccount("alice", Some.Id(50), DriftKind.UserMissing),
            new SetProvider("jitsi-anonymous", "internal_hashed"),
            new ActivateAccessMode(Activation.InPlace, "jitsi-anonymous", "internal_hashed"),
        ]);
        (plan.SessionsDropped, plan.Blockers.Length).ShouldBe((0, 0));
    }

    [Fact]
    public void Opening_goes_the_other_way()
    {
        var plan = Planner.Plan(Some.Server(Some.Enforced, Open, Alice), Some.Observation());
        plan.Changes.ShouldBe(
        [
            new SetProvider("internal_hashed", "jitsi-anonymous"),
            new ActivateAccessMode(Activation.InPlace, "internal_hashed", "jitsi-anonymous"),
            new PutAccount("alice", Some.Id(50), DriftKind.UserMissing),
        ]);
    }

    [Fact]
    public void Opening_takes_the_provider_that_the_host_has()
    {
        var host = Some.Observation();
        Planner.Plan(Some.Server(Some.Enforced, Open), host with { OnDisk = host.OnDisk with { AnonymousProvider = "anonymous" } })
            .Changes[0].ShouldBe(new SetProvider("internal_hashed", "anonymous"));
    }

    [Fact]
    public void A_restart_and_an_eviction_tell_what_they_cost()
    {
        var restarting = Some.Server(Some.Enforced, Some.Lockdown with { Activation = Activation.Restart });
        Planner.Plan(restarting, Anonymous).SessionsDropped.ShouldBe(4);
        var evicting = Planner.Plan(Some.Server(Some.Enforced, Some.Lockdown with { EvictSessions = true }), Anonymous);
        evicting.Changes[^1].ShouldBe(new CloseSessions(SessionKind.WithoutLogin));
        evicting.SessionsDropped.ShouldBe(4);
    }

    [Fact]
    public void A_restart_ends_old_sessions_by_itself() =>
        Planner.Plan(Some.Server(Some.Enforced, Some.Lockdown with { EvictSessions = true, Activation = Activation.Restart }), Anonymous)
            .Changes.ShouldNotContain(c => c is CloseSessions);

    [Fact]
    public void A_drained_server_keeps_old_sessions_until_the_deadline()
    {
        var draining = Some.Server(Some.Enforced, Some.Lockdown with { Activation = Activation.Drain, DrainUntil = Some.Now.AddHours(1) });
        var closed = Some.Observation();
        var withOld = closed with { InForce = closed.InForce with { SessionsWithoutLogin = 2 } };
        Planner.Plan(draining, Anonymous).Changes.ShouldBe([new SetProvider("jitsi-anonymous", "internal_hashed"),
            new ActivateAccessMode(Activation.InPlace, "jitsi-anonymous", "internal_hashed")]);
        Planner.Plan(draining, withOld).Changes.ShouldBeEmpty();
        Planner.Plan(draining, withOld with { ObservedAt = Some.Now.AddHours(1) })
            .Changes.ShouldBe([new CloseSessions(SessionKind.WithoutLogin)]);
    }

    [Fact]
    public void What_is_right_on_disk_and_wrong_in_force_is_only_activated()
    {
        var host = Some.Observation();
        Planner.Plan(Locked, host with { InForce = Anonymous.InForce })
            .Changes.ShouldBe([new ActivateAccessMode(Activation.InPlace, "jitsi-anonymous", "internal_hashed")]);
        Planner.Plan(Locked, host with { InForce = host.InForce with { Provider = InForce.NotServed } }).Changes
            .ShouldBe([new ActivateAccessMode(Activation.InPlace, InForce.NotServed, "internal_hashed")]);
    }

    [Fact]
    public void An_unknown_in_force_is_not_switched_in_place_and_restarted_once()
    {
        var blind = Anonymous with { InForce = InForce.Unknown("Prosody 0.11 has no shell") };
        var inPlace = Planner.Plan(Locked, blind);
        inPlace.Changes.ShouldBe([new SetProvider("jitsi-anonymous", "internal_hashed")]);
        inPlace.Blockers.ShouldHaveSingleItem().Text.ShouldContain("--activate restart");

        var restarting = Some.Server(Some.Enforced, Some.Lockdown with { Activation = Activation.Restart });
        Planner.Plan(restarting, blind).Changes[^1].ShouldBe(new ActivateAccessMode(Activation.Restart, null, "internal_hashed"));
        var written = Some.Observation() with { InForce = blind.InForce };
        Planner.Plan(restarting, written).Changes.ShouldBe([new ActivateAccessMode(Activation.Restart, null, "internal_hashed")]);
        Planner.Plan(restarting, written, Restraints.None with { TriedGeneration = restarting.Generation }).Changes.ShouldBeEmpty();
        var later = Some.After(restarting, [new AccountGranted(Guid.NewGuid(), "fleet-probe", null)]) with { Accounts = restarting.Accounts };
        Planner.Plan(later, written, Restraints.None with { AppliedGeneration = restarting.Generation }).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_prosody_that_is_down_is_started_with_what_is_commanded()
    {
        var down = Anonymous with { Services = [Some.Service("prosody", ServiceStatus.Failed)], InForce = InForce.Unknown("not running") };
        Planner.Plan(Locked, down).Changes.ShouldBe([new SetProvider("jitsi-anonymous", "internal_hashed"), new StartService("prosody")]);
    }

    [Fact]
    public void A_prosody_that_would_let_anybody_in_is_not_started()
    {
        var down = Anonymous with { Services = [Some.Service("prosody", ServiceStatus.Stopped)], InForce = InForce.Unknown("not running") };
        var unknown = down with { OnDisk = down.OnDisk with { Provider = new(null, false, "os.getenv") } };
        Planner.Plan(Locked, unknown).Changes.ShouldBeEmpty();
        Planner.Plan(Some.Server(Some.Enforced), unknown).Changes.ShouldBe([new StartService("prosody")]);
        Planner.Plan(Some.Server(Some.Enforced), down with { OnDisk = down.OnDisk with { Config = new(ConfigValidity.Invalid, "line 3") } })
            .Blockers.ShouldHaveSingleItem().Reason.ShouldBe(BlockReason.ConfigInvalid);
    }

    [Fact]
    public void A_masked_service_is_left_to_who_masked_it() =>
        Planner.Plan(Locked, Some.Observation() with { Services = [Some.Service("jicofo", ServiceStatus.Masked)] })
            .Blockers.ShouldHaveSingleItem().Reason.ShouldBe(BlockReason.ServiceMasked);

    [Fact]
    public void A_link_is_restored_before_its_file_is_edited_only_when_it_is_a_copy()
    {
        Link(ConfigLink.Copied).ShouldBe([typeof(RestoreConfigLink), typeof(SetProvider), typeof(ActivateAccessMode)]);
        Link(ConfigLink.Missing).ShouldBe([typeof(SetProvider), typeof(RestoreConfigLink), typeof(ActivateAccessMode)]);
        Link(ConfigLink.Dangling).ShouldBe([typeof(SetProvider), typeof(RestoreConfigLink), typeof(ActivateAccessMode)]);
        Link(ConfigLink.Elsewhere).ShouldBeEmpty();
        static Type[] Link(ConfigLink link) =>
            [.. Planner.Plan(Locked, Anonymous with { OnDisk = Anonymous.OnDisk with { Link = link } }).Changes.Select(c => c.GetType())];
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_restored_though_Prosody_would_not_start_with_it()
    {
        var invalid = new ConfigCheck(ConfigValidity.Invalid, "no such file");
        var host = Anonymous with { OnDisk = Anonymous.OnDisk with { Link = ConfigLink.Dangling, Config = invalid } };
        Planner.Plan(Locked, host).Changes.ShouldContain(new RestoreConfigLink());
    }

    [Fact]
    public void Permissions_are_fixed_first_where_they_can_be()
    {
        var host = Anonymous with { OnDisk = Anonymous.OnDisk with { Files = [new("host-config", "0640", "0666", true),
            new("other", "0640", "0666", false)] } };
        Planner.Plan(Locked, host).Changes[0].ShouldBe(new FixPermissions("host-config"));
        Planner.Plan(Locked, host).Changes.ShouldNotContain(new FixPermissions("other"));
    }

    public static TheoryData<string, Observation, BlockReason> NotUnderstood => new()
    {
        { "unreadable provider", Disk(d => d with { Provider = new(null, false, "os.getenv") }), BlockReason.Unsupported },
        { "token", Disk(d => d with { Provider = new("token", true, null) }), BlockReason.Unsupported },
        { "inherited", Disk(d => d with { Provider = d.Provider with { Rewritable = false } }), BlockReason.ConfigOverride },
        { "broken", Disk(d => d with { Config = new(ConfigValidity.Invalid, "line 3") }), BlockReason.ConfigInvalid },
        { "elsewhere", Disk(d => d with { Link = ConfigLink.Elsewhere }), BlockReason.ConfigLink },
        { "token in force", Anonymous with { InForce = Anonymous.InForce with { Provider = "token" } }, BlockReason.Unsupported },
    };

    [Theory]
    [MemberData(nameof(NotUnderstood))]
    public void What_is_not_understood_is_not_rewritten(string what, Observation observation, BlockReason reason)
    {
        var plan = Planner.Plan(Locked, observation);
        plan.Changes.ShouldBeEmpty(what);
        plan.Blockers.ShouldHaveSingleItem(what).Reason.ShouldBe(reason);
    }

    [Fact]
    public void What_is_not_understood_is_never_opened()
    {
        var open = Some.Server(Some.Enforced, Open);
        var host = Some.Observation();
        Planner.Plan(open, host with { OnDisk = host.OnDisk with { Overrides = [new("authentication", "x")] } }).Changes.ShouldBeEmpty();
        Planner.Plan(open, host with { OnDisk = host.OnDisk with { Config = new(ConfigValidity.Unknown, null) } }).Changes.ShouldBeEmpty();
        Planner.Plan(open, host with { InForce = InForce.Unknown("no shell") }).Changes.ShouldBeEmpty();
        Planner.Plan(open, Anonymous with { OnDisk = Anonymous.OnDisk with { Overrides = [new("authentication", "x")] } })
            .Blockers.ShouldBeEmpty();
    }

    [Fact]
    public void A_door_for_guests_is_named_and_the_main_one_still_closed()
    {
        var plan = Planner.Plan(Locked, Disk(d => d with { GuestHost = GuestHost.Anonymous }));
        plan.Changes.ShouldContain(new SetProvider("jitsi-anonymous", "internal_hashed"));
        plan.Blockers.ShouldHaveSingleItem().Reason.ShouldBe(BlockReason.GuestHost);
    }

    public static TheoryData<string, DesiredServer, Observation, BlockReason> Standstills => new()
    {
        { "observe", Some.Server(Some.Lockdown), Anonymous, BlockReason.Enforcement },
        { "suspended", Some.Server(Some.Enforced, Some.Lockdown, new EnforcementSet(EnforcementMode.Suspended, Some.Now.AddHours(1))),
            Anonymous, BlockReason.Enforcement },
        { "other machine", Locked, Facts(h => h with { MachineId = "machine-2" }), BlockReason.Identity },
        { "machine unknown", Locked, Facts(h => h with { MachineId = null }), BlockReason.Identity },
        { "other domain", Locked, Facts(h => h with { ServesDomain = false }), BlockReason.Identity },
        { "domain unknown", Locked, Facts(h => h with { ServesDomain = null }), BlockReason.Identity },
        { "other fleet", Locked, Facts(h => h with { Owner = HostOwner.Other }), BlockReason.Owner },
        { "other database", Locked, Facts(h => h with { OtherIncarnation = "0198f000" }), BlockReason.Owner },
        { "no owner", Locked, Facts(h => h with { Owner = HostOwner.None }), BlockReason.HostProgram },
        { "changed program", Locked, Facts(h => h with { Program = new("1", "x", HostProgramState.Changed) }), BlockReason.HostProgram },
        { "missing program", Locked, Facts(h => h with { Program = new(null, null, HostProgramState.Missing) }), BlockReason.HostProgram },
        { "dpkg", Locked, Facts(h => h with { PackageManager = PackageManagerState.Running }), BlockReason.PackageManager },
        { "dpkg interrupted", Locked, Facts(h => h with { PackageManager = PackageManagerState.Interrupted }), BlockReason.PackageManager },
    };

    [Theory]
    [MemberData(nameof(Standstills))]
    public void Nothing_is_changed_and_what_would_be_is_told(string why, DesiredServer desired, Observation observation, BlockReason reason)
    {
        var plan = Planner.Plan(desired, observation, Restraints.None with { MachineId = "machine-1", Incarnation = 1 });
        plan.Changes.ShouldBeEmpty(why);
        plan.Withheld.Length.ShouldBe(2, why);
        (plan.Blockers[0].Reason, plan.SessionsDropped).ShouldBe((reason, 0), why);
    }

    [Fact]
    public void A_suspension_that_ended_enforces_again() =>
        Planner.Plan(Some.Server(Some.Enforced, Some.Lockdown, new EnforcementSet(EnforcementMode.Suspended, Some.Now)), Anonymous)
            .Changes.Length.ShouldBe(2);

    [Fact]
    public void A_retired_server_is_left_alone() =>
        Planner.Plan(Some.After(Locked, [new ServerRetired()]), Anonymous).ShouldBe(ChangePlan.Nothing, ChangePlans);

    [Fact]
    public void What_flaps_is_held_until_the_next_command()
    {
        var restraints = Restraints.None with { HeldRepairs = [new(DriftKind.AccessMode, "provider", Locked.Generation)] };
        var host = Some.Observation() with { OnDisk = Anonymous.OnDisk };
        var plan = Planner.Plan(Locked, host, restraints);
        (plan.Changes.Length, plan.Withheld.Length, plan.Blockers.Single().Reason).ShouldBe((0, 1, BlockReason.Flapping));
        Planner.Plan(Some.After(Locked, [Some.Enforced]), host, restraints).Changes.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_door_for_guests_of_another_name_is_named()
    {
        var host = Some.Whole();
        var disk = host.OnDisk with { GuestHost = GuestHost.Anonymous, Guests = host.OnDisk.Guests! with { Others = ["visit.example.com"] } };
        Planner.Plan(Locked, host with { OnDisk = disk }).Blockers.ShouldHaveSingleItem().Text.ShouldContain("visit.example.com");
    }

    [Fact]
    public void Nothing_is_started_with_an_open_file_that_is_not_closed_any_more()
    {
        var restraints = Restraints.None with { HeldRepairs = [new(DriftKind.AccessMode, "provider", Locked.Generation)] };
        var down = Anonymous with
        {
            OnDisk = Anonymous.OnDisk with { Link = ConfigLink.Missing },
            Services = [Some.Service("prosody", ServiceStatus.Stopped)], InForce = InForce.Unknown("not running"),
        };
        var plan = Planner.Plan(Locked, down, restraints);
        plan.Changes.ShouldBeEmpty();
        plan.Withheld.ShouldBe([new SetProvider("jitsi-anonymous", "internal_hashed"), new RestoreConfigLink(), new StartService("prosody")]);
        plan.Blockers.ShouldAllBe(b => b.Reason == BlockReason.Flapping);
    }

    private static readonly IEqualityComparer<ChangePlan> ChangePlans = EqualityComparer<ChangePlan>.Create((a, b) =>
        a!.Changes.SequenceEqual(b!.Changes) && a.Withheld.SequenceEqual(b.Withheld) && a.Blockers.SequenceEqual(b.Blockers)
            && a.SessionsDropped == b.SessionsDropped);

    private static Observation Disk(Func<OnDisk, OnDisk> change) => Anonymous with { OnDisk = change(Anonymous.OnDisk) };

    private static Observation Facts(Func<HostFacts, HostFacts> change) => Anonymous with { Host = change(Anonymous.Host) };
}
