using Fleet.Domain;
using Fleet.Domain.Changes;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Aggregation;

namespace Fleet.ControlPlane.Changes;

public static class ConfigureChanges
{
    public static void Changes(this StoreOptions options)
    {
        options.Projections.Add(new StagedChangeProjection(), ProjectionLifecycle.Inline);
        options.Schema.For<StagedChange>().Identity(c => c.Id);
    }
}

/// <summary>The changes that are on their way, and no others: each ends as a document when nothing of it waits any more.</summary>
public sealed class StagedChangeProjection : SingleStreamProjection<StagedChange, Guid>
{
    public StagedChangeProjection()
    {
        foreach (var (type, _) in DomainEvents.All)
            if (type.IsAssignableTo(typeof(IChangeEvent)))
                IncludeType(type);
    }

    public override StagedChange? Evolve(StagedChange? snapshot, Guid id, IEvent e) =>
        StagedChange.Evolve(snapshot, (IChangeEvent)e.Data, id, e.Timestamp, e.Version) is { IsOver: false } change ? change : null;
}
