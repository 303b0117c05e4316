using Fleet.ControlPlane.Storage;
using Fleet.Domain.Operators;
using JasperFx.Events.Projections;
using Marten;

namespace Fleet.ControlPlane.Operators;

public static class ConfigureOperators
{
    public static void Operators(this StoreOptions options)
    {
        options.Projections.Add(new OperatorProjection(), ProjectionLifecycle.Inline);
        options.Schema.For<Operator>().Identity(o => o.Id).Index(o => o.Name);
    }

    private sealed class OperatorProjection : DomainProjection<Operator, IOperatorEvent>
    {
        protected override Operator? Evolve(Operator? state, IOperatorEvent @event, long version) => Operator.Evolve(state, @event, version);
    }
}
