using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Credentials;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Storage;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;

namespace Fleet.ControlPlane.Users;

/// <summary>For the command and for its plan.</summary>
public static class RegistrationDecision
{
    /// <param name="pool">The material for these servers.</param>
    public static async Task<Refusal?> Decide(
        FleetChange change, string name, string selector, Guid id, Func<IReadOnlyCollection<DesiredServer>, CredentialPool> pool)
    {
        var taken = await change.Transaction.Session.LoadAsync<UniqueValue>(UniqueValue.UserName(name), change.Stop) is not null;
        var decision = UserDecider.Register(id, name, selector, taken);
        if (change.Append<User, IUserEvent>(id, 0, decision) is { } refusal)
            return refusal;
        var user = ((Decision<IUserEvent>.Accepted)decision).Events.Aggregate((User?)null, (u, e) => User.Evolve(u, e, 1))!;
        var servers = await change.Transaction.Session.ActiveServers(change.Stop);
        await Regrant.Apply(change, servers, Grants.Resolve([user], servers), pool(servers));
        return null;
    }
}
