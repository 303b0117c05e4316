using System.Collections.Immutable;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Drift;

public static class ConditionDecider
{
    /// <summary>The transitions that a report means. A report whose fence is not above the last one's is from a worker that lost its lease: nothing.</summary>
    public static ImmutableArray<IConditionEvent> Decide(Condition condition, ReconcileReport report, long lastFence) => [];
}
