using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.ControlPlane.Plans;

/// <summary>What each way of putting an access mode in force would cost those who are there now.</summary>
public static class ActivationCosts
{
    public static ImmutableArray<ActivationCost> Of(ChangePlan plan, DesiredServer desired, InForce? inForce)
    {
        if (!plan.Changes.Concat(plan.Withheld).Any(c => c is Change.ActivateAccessMode) || ServerViews.Sessions(inForce) is not { } live)
            return [];
        var strangers = desired.AccessMode == AccessMode.Open ? 0 : live.WithoutLogin;
        var evicted = desired.EvictSessions ? strangers : 0;
        return
        [
            Cost(Activation.InPlace, desired, evicted, 0, 0, 0),
            Cost(Activation.Restart, desired, live.Total, live.Rooms, live.Participants, 0),
            .. desired.AccessMode == AccessMode.Open ? [] : new[] { Cost(Activation.Drain, desired, evicted, 0, 0, strangers - evicted) },
        ];
    }

    private static ActivationCost Cost(Activation activation, DesiredServer desired, int sessions, int rooms, int participants, int atDeadline) =>
        new(Kebab.Text(activation), activation == desired.Activation, sessions, rooms, participants, atDeadline);
}
