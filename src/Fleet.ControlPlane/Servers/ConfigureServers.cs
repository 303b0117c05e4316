using Fleet.ControlPlane.Storage;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using JasperFx.Events.Projections;
using Marten;

namespace Fleet.ControlPlane.Servers;

public static class ConfigureServers
{
    public static void Servers(this StoreOptions options)
    {
        options.Projections.Add(new DesiredServerProjection(), ProjectionLifecycle.Inline);
        options.Schema.For<DesiredServer>().Identity(s => s.Id).Index(s => s.Name);
    }

    private sealed class DesiredServerProjection : DomainProjection<DesiredServer, IServerEvent>
    {
        protected override DesiredServer? Evolve(DesiredServer? state, IServerEvent @event, long version) => DesiredServer.Evolve(state, @event, version);
    }
}
