using Fleet.Contracts.Api;
using Fleet.ControlPlane.Plans;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Tests.Domain;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Plans;

public sealed class ActivationCostsTests
{
    private static readonly InForce Busy = Some.Observation("jitsi-anonymous").InForce with { Sessions = 9, SessionsWithoutLogin = 7, Rooms = 2, Participants = 6 };
    private static readonly ChangePlan Activating = ChangePlan.Nothing with { Changes = [new Change.ActivateAccessMode(Activation.InPlace, "jitsi-anonymous", "internal_hashed")] };

    [Fact]
    public void each_way_into_force_has_its_cost_and_the_chosen_one_is_marked() => Of(Some.Lockdown).ShouldBe(
    [
        new("in-place", true, 0, 0, 0, 0), new("restart", false, 9, 2, 6, 0), new("drain", false, 0, 0, 0, 7),
    ]);

    [Fact]
    public void evicting_ends_the_sessions_without_login_at_once() => Of(Some.Lockdown with { EvictSessions = true }).ShouldBe(
    [
        new("in-place", true, 7, 0, 0, 0), new("restart", false, 9, 2, 6, 0), new("drain", false, 7, 0, 0, 0),
    ]);

    [Fact]
    public void where_everybody_is_welcome_nobody_is_drained() =>
        Of(Some.Lockdown with { Mode = AccessMode.Open, Activation = Activation.Restart }).Select(c => (c.Activation, c.Chosen)).ShouldBe([("in-place", false), ("restart", true)]);

    [Fact]
    public void what_is_withheld_has_a_cost_too() => ActivationCosts.Of(
        ChangePlan.Nothing with { Withheld = Activating.Changes }, Some.Server(Some.Lockdown), Busy).Length.ShouldBe(3);

    [Fact]
    public void where_nothing_is_put_in_force_or_nobody_was_counted_nothing_is_said()
    {
        ActivationCosts.Of(ChangePlan.Nothing, Some.Server(Some.Lockdown), Busy).ShouldBeEmpty();
        ActivationCosts.Of(Activating, Some.Server(Some.Lockdown), Busy with { Sessions = null }).ShouldBeEmpty();
    }

    private static ActivationCost[] Of(AccessModeSet command) => [.. ActivationCosts.Of(Activating, Some.Server(command), Busy)];
}
