using Fleet.Domain;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Fleet.ControlPlane.Storage;

/// <summary>A write model folded by the domain: one stream, one document, in the transaction of the events.</summary>
public abstract class DomainProjection<TState, TEvent> : SingleStreamProjection<TState, Guid>
    where TState : class
{
    protected DomainProjection()
    {
        foreach (var (type, _) in DomainEvents.All)
            if (type.IsAssignableTo(typeof(TEvent)))
                IncludeType(type);
    }

    public sealed override TState? Evolve(TState? snapshot, Guid id, IEvent e) => Evolve(snapshot, (TEvent)e.Data, e.Version);

    protected abstract TState? Evolve(TState? state, TEvent @event, long version);
}
