using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.ControlPlane.Plans;

/// <summary>What each way of putting an access mode in force would cost those who are there now.</summary>
public static class ActivationCosts
{
    public static ImmutableArray<Contracts.Api.ActivationCost> Of(PlanCost? cost, DesiredServer desired) =>
        cost is null ? []
            : [.. cost.Ways.Where(w => w.Activation != Activation.Drain || desired.AccessMode != AccessMode.Open).Select(w => Of(w, cost, desired))];

    private static Contracts.Api.ActivationCost Of(Domain.Reconciling.ActivationCost way, PlanCost cost, DesiredServer desired) => new(
        Kebab.Text(way.Activation), way.Activation == desired.Activation, way.SessionsDropped, way.RoomsEnded,
        way.RestartsProsody ? cost.Participants : 0, way.RestartsProsody, way.RestartsJicofo);
}
