using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;
using static Fleet.Domain.Reconciling.Change;

namespace Fleet.Tests.Domain.Reconciling;

public sealed class GuestPlanTests
{
    private const string Guest = "guest.meet-07.example.com";
    private static readonly GuestHostReading Ours = new(GuestHost.Anonymous, "jitsi-anonymous", Ours: true, Rewritable: true, "x:1", null, []);
    private static readonly GuestHostReading Theirs = Ours with { Ours = false };

    [Fact]
    public void Guests_are_let_in_after_Jicofo_was_made_to_want_a_login() => Planned(AccessMode.Guests, Some.Whole(provider: "anonymous")).ShouldBe(
    [
        new SetJicofoAuthentication(On: true, JicofoSource.File), new SetProvider("anonymous", "internal_hashed"),
        new AddGuestHost("jitsi-anonymous"), new SetAnonymousDomain(Guest), new RestartService("jicofo"),
        new ActivateAccessMode(Activation.InPlace, "anonymous", "internal_hashed"), new ActivateGuestHost("jitsi-anonymous"),
    ]);

    [Fact]
    public void A_Jicofo_that_wants_a_login_already_is_not_restarted() =>
        Planned(AccessMode.Guests, Some.Whole(JicofoAuthentication.On)).ShouldBe(
            [new AddGuestHost("jitsi-anonymous"), new SetAnonymousDomain(Guest), new ActivateGuestHost("jitsi-anonymous")]);

    [Fact]
    public void A_host_for_guests_that_was_closed_is_opened_again() =>
        Planned(AccessMode.Guests, With(Some.Whole(JicofoAuthentication.On), Theirs with { State = GuestHost.Closed, Provider = "internal_hashed" }))[0]
            .ShouldBe(new SetGuestProvider("internal_hashed", "jitsi-anonymous"));

    [Fact]
    public void For_members_Jicofo_is_written_and_restarted_only_by_command()
    {
        Planned(AccessMode.Members, Some.Whole()).ShouldBe([new SetJicofoAuthentication(On: true, JicofoSource.File)]);
        Planned(AccessMode.Members, Some.Whole(), Activation.Restart)
            .ShouldBe([new SetJicofoAuthentication(On: true, JicofoSource.File), new RestartService("jicofo")]);
    }

    [Fact]
    public void For_members_what_Fleet_made_goes_and_what_others_wrote_is_closed()
    {
        var served = Served(Some.Whole(JicofoAuthentication.On));
        Planned(AccessMode.Members, WithClient(With(served, Ours), Guest))
            .ShouldBe([new RemoveGuestHost(), new SetAnonymousDomain(null), new ActivateGuestHost(null)]);
        Planned(AccessMode.Members, With(served, Theirs))
            .ShouldBe([new SetGuestProvider("jitsi-anonymous", "internal_hashed"), new ActivateGuestHost("internal_hashed")]);
    }

    [Fact]
    public void An_open_server_loses_what_Fleet_made_and_nothing_else()
    {
        var served = Served(Some.Whole(JicofoAuthentication.On, "anonymous"));
        var ours = WithClient(With(served, Ours), Guest);
        Planned(AccessMode.Open, ours with { OnDisk = ours.OnDisk with { JicofoFiles = ours.OnDisk.JicofoFiles! with { Ours = true } } }).ShouldBe(
            [new RemoveGuestHost(), new SetAnonymousDomain(null), new SetJicofoAuthentication(On: false, JicofoSource.File), new ActivateGuestHost(null)]);
        Planned(AccessMode.Open, WithClient(With(served, Theirs), Guest)).ShouldBeEmpty();
    }

    public static TheoryData<string, Observation, BlockReason> Unsure => new()
    {
        { "Jicofo elsewhere", Jicofo(j => j with { Installed = false }), BlockReason.JicofoAuth },
        { "jicofo.conf broken", Jicofo(j => j with { Invalid = true, Rewritable = false }), BlockReason.ConfigInvalid },
        { "set by -D", Jicofo(j => j with { Rewritable = false }), BlockReason.JicofoAuth },
        { "unreadable", Unreadable, BlockReason.Undetermined },
    };

    private static Observation Unreadable => Some.Whole(JicofoAuthentication.Unknown);

    [Theory]
    [MemberData(nameof(Unsure))]
    public void Without_a_sure_Jicofo_no_guest_is_let_in(string what, Observation host, BlockReason reason)
    {
        var plan = Plan(AccessMode.Guests, host);
        plan.Changes.ShouldNotContain(c => c is AddGuestHost || c is ActivateGuestHost || c is SetAnonymousDomain || c is RestartService, what);
        plan.Blockers.ShouldContain(b => b.Reason == reason);
    }

    [Fact]
    public void What_was_found_on_another_place_is_written_there() => Planned(AccessMode.Members,
        Jicofo(j => j with { State = JicofoAuthentication.OtherDomain, Source = JicofoSource.Legacy }, JicofoAuthentication.OtherDomain))[0]
        .ShouldBe(new SetJicofoAuthentication(On: true, JicofoSource.Legacy));

    [Fact]
    public void For_members_a_Prosody_that_is_down_stays_so_while_a_guest_host_cannot_be_closed()
    {
        Planned(AccessMode.Members, Down("prosody", With(Some.Whole(), Theirs))).ShouldContain(new StartService("prosody"));
        var plan = Plan(AccessMode.Members, Down("prosody", With(Some.Whole(), Theirs with { Rewritable = false })));
        plan.Changes.ShouldNotContain(new StartService("prosody"));
        plan.Blockers.ShouldContain(b => b.Subject == "prosody");
    }

    [Fact]
    public void With_guests_a_Jicofo_that_is_down_is_started_only_if_it_wants_a_login()
    {
        Planned(AccessMode.Guests, Down("jicofo", Some.Whole())).ShouldContain(new StartService("jicofo"));
        var plan = Plan(AccessMode.Guests, Down("jicofo", Jicofo(j => j with { Rewritable = false })));
        plan.Changes.ShouldNotContain(new StartService("jicofo"));
        plan.Blockers.ShouldContain(b => b.Subject == "jicofo" && b.Reason == BlockReason.JicofoAuth);
        Planned(AccessMode.Members, Down("jicofo", Jicofo(j => j with { Rewritable = false }))).ShouldContain(new StartService("jicofo"));
    }

    [Fact]
    public void No_guest_is_let_in_while_Jicofos_line_is_not_repaired_any_more()
    {
        var desired = Some.Server(Some.Enforced, new AccessModeSet(AccessMode.Guests, Activation.InPlace, EvictSessions: false));
        var restraints = Restraints.None with { HeldRepairs = [new(DriftKind.JicofoAuth, "jicofo", desired.Generation)] };
        Planner.Plan(desired, Some.Whole()).Changes.ShouldContain(c => c is AddGuestHost);
        Planner.Plan(desired, Some.Whole(), restraints).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void A_restart_in_vain_is_not_tried_at_every_check()
    {
        var inForce = new DriftItem(DriftLayer.InForce, DriftKind.JicofoAuth, DriftSeverity.Critical, DriftSubject.JicofoInForce, "off");
        var tried = Some.Report() with
        {
            Drift = [inForce], Found = [inForce], Applied = [new(new RestartService("jicofo"), ChangeResult.Failed, "jicofo-not-proven")],
        };
        var once = Take(Condition.Initial, tried, 1);
        once.HeldRepairs.ShouldBeEmpty();
        Take(once, tried with { Fence = 11 }, 10).HeldRepairs.ShouldHaveSingleItem().Key.ShouldBe(new RestartService("jicofo").Repairs);
    }

    [Fact]
    public void What_each_way_costs_is_told_with_the_meetings_that_are_on()
    {
        var cost = Plan(AccessMode.Guests, Some.Whole(provider: "anonymous")).Cost.ShouldNotBeNull();
        (cost.Rooms, cost.Participants).ShouldBe((1, 4));
        cost.Ways.ShouldBe(
        [
            new(Activation.InPlace, Activates: true, 0, 0, RestartsProsody: false, RestartsJicofo: true),
            new(Activation.Restart, Activates: true, 4, 1, RestartsProsody: true, RestartsJicofo: true),
            new(Activation.Drain, Activates: true, 4, 0, RestartsProsody: false, RestartsJicofo: true),
        ]);
        Plan(AccessMode.Guests, Some.Whole(JicofoAuthentication.On)).Cost!.Ways.ShouldAllBe(w => !w.RestartsJicofo);
        Plan(AccessMode.Members, Some.Whole(JicofoAuthentication.On)).Cost.ShouldBeNull();
    }

    private static Condition Take(Condition condition, ReconcileReport report, long last) =>
        ConditionDecider.Decide(condition, report, last).Aggregate(condition, Condition.Evolve);

    private static Change[] Planned(AccessMode mode, Observation host, Activation activation = Activation.InPlace) =>
        [.. Plan(mode, host, activation).Changes];

    private static ChangePlan Plan(AccessMode mode, Observation host, Activation activation = Activation.InPlace) =>
        Planner.Plan(Some.Server(Some.Enforced, new AccessModeSet(mode, activation, EvictSessions: false)), host);

    private static Observation Down(string service, Observation host) => host with
    {
        Services = [Some.Service(service, ServiceStatus.Stopped)],
        InForce = service == "prosody" ? InForce.Unknown("not running") : host.InForce,
    };

    private static Observation Served(Observation host) =>
        host with { InForce = host.InForce with { GuestHostProvider = "jitsi-anonymous", GuestHostActive = true } };

    private static Observation With(Observation host, GuestHostReading guests) =>
        host with { OnDisk = host.OnDisk with { Guests = guests, GuestHost = guests.State } };

    private static Observation WithClient(Observation host, string domain) => host with
    {
        OnDisk = host.OnDisk with { AnonymousDomain = domain, WebClient = host.OnDisk.WebClient! with { Value = domain } },
    };

    private static Observation Jicofo(Func<JicofoReading, JicofoReading> change, JicofoAuthentication state = JicofoAuthentication.Off) =>
        Some.Whole(state) is var host ? host with { OnDisk = host.OnDisk with { JicofoFiles = change(host.OnDisk.JicofoFiles!) } } : host;
}
