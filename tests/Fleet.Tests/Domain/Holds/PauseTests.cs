using CsCheck;
using Fleet.Domain;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Holds;

public sealed class PauseTests
{
    private static readonly DesiredServer Server = Some.Server();
    private static readonly DesiredServer Paused = Some.Server(new ServerPaused("why"));
    private static readonly FleetPause Stopped = new(FleetPause.Stream, Paused: true, Version: 1);

    [Fact]
    public void A_pause_is_told_once_and_its_first_reason_stands()
    {
        Outcomes.Accepted(ServerDecider.Pause(Server, "why")).ShouldBe([new ServerPaused("why")]);
        Outcomes.Accepted(ServerDecider.Pause(Paused, "another")).ShouldBeEmpty();
        Outcomes.Accepted(FleetDecider.Pause(FleetPause.Never, "why")).ShouldBe([new FleetPaused("why")]);
        Outcomes.Accepted(FleetDecider.Pause(Stopped, "another")).ShouldBeEmpty();
    }

    [Fact]
    public void A_pause_needs_a_reason()
    {
        Outcomes.Refused<PauseWithoutReason>(ServerDecider.Pause(Server, null));
        Outcomes.Refused<PauseWithoutReason>(FleetDecider.Pause(FleetPause.Never, null));
    }

    [Fact]
    public void What_is_not_paused_needs_no_end_of_it()
    {
        Outcomes.Accepted(ServerDecider.Resume(Paused, fleetPaused: false)).ShouldBe([new ServerResumed()]);
        Outcomes.Accepted(ServerDecider.Resume(Server, fleetPaused: false)).ShouldBeEmpty();
        Outcomes.Accepted(FleetDecider.Resume(Stopped)).ShouldBe([new FleetResumed()]);
        Outcomes.Accepted(FleetDecider.Resume(FleetPause.Never)).ShouldBeEmpty();
    }

    [Fact]
    public void A_single_server_does_not_go_on_while_the_fleet_is_paused() =>
        Outcomes.Refused<FleetIsPaused>(ServerDecider.Resume(Paused, fleetPaused: true)).Text.ShouldContain("`fleet resume`");

    [Fact]
    public void A_retired_server_is_neither_paused_nor_resumed()
    {
        var retired = Some.Server(new ServerRetired());
        Outcomes.Refused<ServerIsRetired>(ServerDecider.Pause(retired, "why"));
        Outcomes.Refused<ServerIsRetired>(ServerDecider.Resume(retired, fleetPaused: false));
    }

    [Fact]
    public void The_fleet_is_paused_as_its_last_event_says() =>
        Gen.Bool.Array[1, 10].Sample(paused =>
        {
            var events = paused.Select((p, i) => (Event: p ? (IFleetEvent)new FleetPaused("why") : new FleetResumed(), Version: i + 1L)).ToArray();
            events.Aggregate((FleetPause?)null, (fleet, e) => FleetPause.Evolve(fleet, e.Event, e.Version))
                .ShouldBe(new FleetPause(FleetPause.Stream, paused[^1], paused.Length));
        });

    [Fact]
    public void Neither_a_pause_nor_its_end_is_reverted_and_the_answer_says_what_is_instead()
    {
        Revert(new ServerPaused("why")).Text.ShouldContain("`fleet resume name=meet-07`");
        Revert(new ServerResumed()).Text.ShouldContain("`fleet pause name=meet-07");
    }

    private static NotRevertible Revert(IServerEvent @event) => Outcomes.Refused<NotRevertible>(ServerDecider.Revert(
        [new(Some.Enrolled(), 1, Guid.NewGuid(), "dana", Some.Now), new(@event, 2, Some.Command, "dana", Some.Now)], Some.Command, Some.Now));
}
