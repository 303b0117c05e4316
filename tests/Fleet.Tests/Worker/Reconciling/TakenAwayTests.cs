using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;
using Fleet.Tests.Domain;
using Fleet.Worker.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class TakenAwayTests
{
    [Fact]
    public void Accounts_that_were_taken_away_are_known_with_their_sessions()
    {
        var orders = new HostOrders(new HostActivation.None(),
        [
            new(new Change.PutAccount("carol", Some.Id(1), DriftKind.UserMissing), null, "no credential"),
            new(new Change.RemoveAccount("alice"), new HostChange.RemoveAccount("alice"), null),
            new(new Change.StartService("jicofo"), new HostChange.StartService(HostService.Jicofo), null),
            new(new Change.DisableAccount("bob"), new HostChange.DisableAccount("bob"), null),
            new(new Change.RemoveAccount("dora"), new HostChange.RemoveAccount("dora"), null),
        ]);
        ChangeStep[] steps = [new(1, StepState.Done, null, 2), new(2, StepState.Done, null, null), new(3, StepState.Done, null, 0), new(4, StepState.Failed, "cannot-write", null)];

        var taken = TakenAway.Of(orders, steps, began: 7, answeredAfter: 0.2)!;

        taken.Accounts.ShouldBe([("alice", 2), ("bob", 0)]);
        taken.LoginsForgotten.ShouldBeNull();
        TakenAway.Of(orders, [], 7, 0.2).ShouldBeNull();
    }

    [Theory]
    [InlineData(StepState.Done, true)]
    [InlineData(StepState.Failed, false)]
    public void It_is_known_whether_Jicofo_forgot_the_logins(StepState restarted, bool forgotten)
    {
        var orders = new HostOrders(new HostActivation.None(),
        [
            new(new Change.RemoveAccount("alice"), new HostChange.RemoveAccount("alice"), null),
            new(new Change.RestartService("jicofo"), new HostChange.RestartJicofo(), null),
        ]);
        TakenAway.Of(orders, [new(1, StepState.Done, null, 2), new(2, restarted, null, null)], 7, 0.2)!.LoginsForgotten.ShouldBe(forgotten);
    }
}
