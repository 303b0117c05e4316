using Fleet.ControlPlane.Plans;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Tests.Domain;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Plans;

public sealed class ActivationCostsTests
{
    private static readonly Observation Busy = Some.Observation("jitsi-anonymous") with
    {
        InForce = Some.Observation("jitsi-anonymous").InForce with { Sessions = 9, SessionsWithoutLogin = 7, Rooms = 2, Participants = 6 },
    };

    [Fact]
    public void each_way_into_force_has_its_cost_and_the_chosen_one_is_marked() =>
        Of(Some.Lockdown).Select(c => (c.Activation, c.Chosen, c.Sessions, c.Rooms, c.Participants, c.RestartsProsody)).ShouldBe(
        [
            ("in-place", true, 0, 0, 0, false), ("restart", false, 9, 2, 6, true), ("drain", false, 7, 0, 0, false),
        ]);

    [Fact]
    public void evicting_ends_the_sessions_without_login_at_once() => Of(Some.Lockdown with { EvictSessions = true })[0].Sessions.ShouldBe(7);

    [Fact]
    public void where_everybody_is_welcome_nobody_is_drained()
    {
        var locked = Some.Observation();
        ActivationCosts.Of(Planner.Plan(Opened(), locked).Cost, Opened()).Select(c => (c.Activation, c.Chosen)).ShouldBe([("in-place", false), ("restart", true)]);
    }

    [Fact]
    public void where_nothing_is_put_in_force_nothing_is_said() =>
        ActivationCosts.Of(Planner.Plan(Some.Server(Some.Enforced), Busy).Cost, Some.Server(Some.Enforced)).ShouldBeEmpty();

    private static DesiredServer Opened() => Some.Server(Some.Enforced, Some.Lockdown with { Mode = AccessMode.Open, Activation = Activation.Restart });

    private static Fleet.Contracts.Api.ActivationCost[] Of(AccessModeSet command)
    {
        var desired = Some.Server(Some.Enforced, command);
        return [.. ActivationCosts.Of(Planner.Plan(desired, Busy).Cost, desired)];
    }
}
