using Fleet.ControlPlane.Storage;
using Fleet.Domain.Users;
using JasperFx.Events.Projections;
using Marten;

namespace Fleet.ControlPlane.Users;

public static class ConfigureUsers
{
    public static void Users(this StoreOptions options)
    {
        options.Projections.Add(new UserProjection(), ProjectionLifecycle.Inline);
        options.Schema.For<User>().Identity(u => u.Id).Index(u => u.Name);
    }

    private sealed class UserProjection : DomainProjection<User, IUserEvent>
    {
        protected override User? Evolve(User? state, IUserEvent @event, long version) => User.Evolve(state, @event, version);
    }
}
