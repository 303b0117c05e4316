using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;

namespace Fleet.Worker.Reconciling;

/// <summary>What became of each planned change, by the host's answer.</summary>
internal static class ApplyResults
{
    /// <summary>What could not be said to the host at all.</summary>
    public static ImmutableArray<AppliedChange> NotSent(HostOrders orders) =>
        [.. orders.Steps.Where(s => s.Order is null).Select(s => new AppliedChange(s.Change, ChangeResult.Skipped, s.Gap))];

    public static ImmutableArray<AppliedChange> Of(ChangePlan plan, HostOrders orders, ApplyReply reply)
    {
        var steps = reply.Steps.ToDictionary(s => s.Number);
        var sent = orders.Steps.Where(s => s.Order is not null).Select((s, i) => Sent(s.Change, steps.GetValueOrDefault(i + 1)));
        var activations = plan.Changes.OfType<Change.ActivateAccessMode>().Select(c => Activated(c, reply.Activation));
        var guests = plan.Changes.OfType<Change.ActivateGuestHost>().Select(c => Activated(c, reply.Guest));
        return [.. NotSent(orders), .. sent, .. activations, .. guests];
    }

    private static AppliedChange Sent(Change change, ChangeStep? step) =>
        step is null ? NotTold(change) : new AppliedChange(change, Result(step.State), step.Code);

    private static AppliedChange Activated(Change change, ActivationStep? step) =>
        step is null ? NotTold(change) : new AppliedChange(change, Result(step.State), step.Code);

    private static AppliedChange NotTold(Change change) => new(change, ChangeResult.Failed, "the host did not say what became of it");

    private static ChangeResult Result(StepState state) => state switch
    {
        StepState.Done => ChangeResult.Done,
        StepState.Unchanged => ChangeResult.Unchanged,
        StepState.Restored => ChangeResult.Restored,
        StepState.Skipped => ChangeResult.Skipped,
        _ => ChangeResult.Failed,
    };
}
