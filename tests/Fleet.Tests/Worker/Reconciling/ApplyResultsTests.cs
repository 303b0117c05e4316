using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;
using Fleet.Worker.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class ApplyResultsTests
{
    private static readonly Change Add = new Change.AddGuestHost("anonymous");
    private static readonly Change Restart = new Change.RestartService("jicofo");
    private static readonly Change Lock = new Change.ActivateAccessMode(Activation.InPlace, "anonymous", "internal_hashed");
    private static readonly Change Guests = new Change.ActivateGuestHost("anonymous");
    private static readonly Change Fix = new Change.FixPermissions("gone");

    private static readonly ChangePlan Plan = ChangePlan.Nothing with { Changes = [Add, Fix, Restart, Lock, Guests] };
    private static readonly HostOrders Orders = new(
        new HostActivation.InPlace(SwitchableProvider.InternalHashed),
        [new(Add, new HostChange.AddGuestHost(SwitchableProvider.Anonymous), null), new(Fix, null, "gone"), new(Restart, new HostChange.RestartJicofo(), null)],
        new GuestActivation(SwitchableProvider.Anonymous, NeedsJicofo: true));

    [Fact]
    public void every_change_is_told_by_the_step_that_was_sent_for_it()
    {
        var reply = Reply([new(1, StepState.Unchanged, null, null), new(2, StepState.Failed, "jicofo-not-proven", null)]) with
        {
            Guest = new ActivationStep(StepState.Skipped, "jicofo-not-proven"),
        };
        ApplyResults.Of(Plan, Orders, reply).ShouldBe([
            new AppliedChange(Fix, ChangeResult.Skipped, "gone"),
            new AppliedChange(Add, ChangeResult.Unchanged, null),
            new AppliedChange(Restart, ChangeResult.Failed, "jicofo-not-proven"),
            new AppliedChange(Lock, ChangeResult.Done, null),
            new AppliedChange(Guests, ChangeResult.Skipped, "jicofo-not-proven"),
        ]);
    }

    [Fact]
    public void what_the_host_is_silent_about_has_failed()
    {
        var results = ApplyResults.Of(Plan, Orders, Reply([new(1, StepState.Done, null, null)])).ToDictionary(r => r.Change, r => r.Result);
        (results[Add], results[Restart], results[Guests]).ShouldBe((ChangeResult.Done, ChangeResult.Failed, ChangeResult.Failed));
    }

    private static ApplyReply Reply(ChangeStep[] steps) => new(
        new("1", "x"), DateTimeOffset.UnixEpoch, ApplyOutcome.Partly, null, steps, null!, new ActivationStep(StepState.Done, null), null!, null!);
}
