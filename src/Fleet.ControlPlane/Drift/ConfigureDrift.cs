using JasperFx.Events.Projections;
using Marten;

namespace Fleet.ControlPlane.Drift;

public static class ConfigureDrift
{
    public static void Drift(this StoreOptions options)
    {
        options.Projections.Add(new ServerConditionProjection(), ProjectionLifecycle.Inline);
        options.Schema.For<ServerCondition>().Identity(c => c.Id);
    }
}
