using System.Collections.Immutable;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Servers;

public sealed class RevertOnServerTests
{
    private static readonly Guid Other = Some.Id(900);
    private static readonly AccessModeSet Opened = new(AccessMode.Open, Activation.InPlace, EvictSessions: false);

    [Fact]
    public void A_lockdown_goes_back_to_what_this_server_was() =>
        Accepted(Revert(By(Other, Opened), By(Some.Command, Some.Lockdown))).ShouldBe([Opened]);

    [Fact]
    public void Every_aspect_of_a_command_goes_back()
    {
        var enrolled = Some.Enrolled(7, ("env", "prod"));
        var moved = new EndpointMoved(Some.Endpoint with { Port = 2222 }, enrolled.Probe);
        var relabeled = new ServerRelabeled(ServerLabels.None.Add("env", "test"));
        ServerDecider.Revert(History([By(Other, enrolled), By(Some.Command, moved, relabeled, Some.Enforced)]), Some.Command, Some.Now)
            .ShouldBeOfType<Decision<IServerEvent>.Accepted>().Events
            .ShouldBe([new ServerRelabeled(enrolled.Labels), new EndpointMoved(enrolled.Endpoint, enrolled.Probe),
                new EnforcementSet(EnforcementMode.Observe, null)]);
    }

    [Fact]
    public void A_suspension_that_goes_on_goes_back_with_what_was_before_it()
    {
        var until = Some.Now.AddHours(1);
        var suspended = new EnforcementSet(EnforcementMode.Suspended, until);
        (Guid, IServerEvent)[][] history = [By(Other, Some.Enforced, suspended),
            By(Some.Command, new EnforcementSet(EnforcementMode.Observe, null))];
        Accepted(Revert(history)).ShouldBe([Some.Enforced, suspended]);
        Accepted(ServerDecider.Revert(History([By(Other, Some.Enrolled()), .. history]), Some.Command, until)).ShouldBe([Some.Enforced]);
    }

    [Fact]
    public void What_somebody_changed_since_is_not_undone()
    {
        var refusal = Refused<ChangedSince>(Revert(By(Other, Opened), By(Some.Command, Some.Lockdown), By(Other, Opened)));
        (refusal.Actor, refusal.CommandId).ShouldBe(("dana", Other));
        Accepted(Revert(By(Other, Opened), By(Some.Command, Some.Lockdown), By(Other, Some.Enforced))).ShouldBe([Opened]);
    }

    [Fact]
    public void A_revert_said_twice_is_refused()
    {
        var history = History([By(Other, Some.Enrolled(), Opened), By(Some.Command, Some.Lockdown)]);
        var reverted = Accepted(ServerDecider.Revert(history, Some.Command, Some.Now))
            .Select(e => new RecordedEvent<IServerEvent>(e, 4, Some.Id(901), "dana", Some.Now));
        Refused<ChangedSince>(ServerDecider.Revert([.. history, .. reverted], Some.Command, Some.Now)).CommandId.ShouldBe(Some.Id(901));
    }

    [Fact]
    public void Accounts_are_left_to_their_selectors() =>
        Accepted(Revert(By(Some.Command, new AccountGranted(Some.Id(1), "alice", null)))).ShouldBeEmpty();

    [Fact]
    public void A_first_access_mode_has_nothing_to_go_back_to() => Refused<NotRevertible>(Revert(By(Some.Command, Some.Lockdown)));

    [Fact]
    public void An_unknown_command_is_told() => Refused<CommandUnknown>(Revert(By(Other, Opened)));

    [Fact]
    public void A_retired_server_is_left_alone() =>
        Refused<ServerIsRetired>(Revert(By(Some.Command, Some.Enforced), By(Other, new ServerRetired())));

    public static TheoryData<IServerEvent> Final =>
    [
        new HostKeyPinned(Some.Key()), new ServerAdopted(AccessMode.Open), new AccountAdopted(Some.Id(1), "alice", Some.Id(2)),
            new ServerReplaced(null, 2),
    ];

    [Theory]
    [MemberData(nameof(Final))]
    public void What_cannot_be_reverted_names_the_command_that_helps(IServerEvent @event) =>
        Refused<NotRevertible>(Revert(By(Some.Command, @event))).Text.ShouldContain("`fleet servers re");

    [Fact]
    public void An_enrolment_is_not_reverted() =>
        Refused<NotRevertible>(ServerDecider.Revert(History([By(Some.Command, Some.Enrolled())]), Some.Command, Some.Now))
            .Text.ShouldContain("fleet servers retire meet-07");

    private static Decision<IServerEvent> Revert(params (Guid, IServerEvent)[][] commands) =>
        ServerDecider.Revert(History([By(Other, Some.Enrolled()), .. commands]), Some.Command, Some.Now);

    private static (Guid, IServerEvent)[] By(Guid command, params IServerEvent[] events) => [.. events.Select(e => (command, e))];

    private static ImmutableArray<RecordedEvent<IServerEvent>> History((Guid Command, IServerEvent Event)[][] commands) =>
        [.. commands.SelectMany(c => c).Select((e, i) => new RecordedEvent<IServerEvent>(e.Event, i + 1, e.Command, "dana", Some.Now))];
}
