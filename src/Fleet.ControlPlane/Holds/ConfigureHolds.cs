using Fleet.ControlPlane.Storage;
using Fleet.Domain.Holds;
using JasperFx.Events.Projections;
using Marten;

namespace Fleet.ControlPlane.Holds;

public static class ConfigureHolds
{
    public static void Holds(this StoreOptions options)
    {
        options.Projections.Add(new FleetPauseProjection(), ProjectionLifecycle.Inline);
        options.Schema.For<FleetPause>().Identity(p => p.Id);
    }

    private sealed class FleetPauseProjection : DomainProjection<FleetPause, IFleetEvent>
    {
        protected override FleetPause? Evolve(FleetPause? state, IFleetEvent @event, long version) => FleetPause.Evolve(state, @event, version);
    }
}
