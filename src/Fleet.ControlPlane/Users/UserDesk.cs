using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Servers;
using Fleet.Domain;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;

namespace Fleet.ControlPlane.Users;

public static class UserDesk
{
    /// <summary>A command on one user; then what it means for the user's accounts on every server.</summary>
    public static Task<IResult> User(
        this CommandDesk desk, HttpContext http, string command, string name, object? body, Func<User, Decision<IUserEvent>> decide,
        Func<FleetChange, User, IReadOnlyCollection<DesiredServer>, Task> follow) =>
        desk.Handle(http, command, name, body, change => Decide(change, name, decide, follow));

    public static async Task<Refusal?> Decide(
        FleetChange change, string name, Func<User, Decision<IUserEvent>> decide, Func<FleetChange, User, IReadOnlyCollection<DesiredServer>, Task> follow)
    {
        var session = change.Transaction.Session;
        if (await session.FindUser(name, change.Stop) is not { } user)
            return new UserUnknown(name);
        if (change.Context.IfMatch is { } expected && expected != user.Version)
            return new UserStale(name, expected, user.Version);
        return await Apply(change, user, decide(user), follow);
    }

    public static async Task<Refusal?> Apply(
        FleetChange change, User user, Decision<IUserEvent> decision, Func<FleetChange, User, IReadOnlyCollection<DesiredServer>, Task> follow)
    {
        if (change.Append<User, IUserEvent>(user.Id, user.Version, decision) is { } refusal)
            return refusal;
        if (((Decision<IUserEvent>.Accepted)decision).Events is { IsEmpty: false } events)
            await follow(change, events.Aggregate(user, (u, e) => Domain.Users.User.Evolve(u, e, u.Version + 1)!), await change.Transaction.Session.ActiveServers(change.Stop));
        return null;
    }
}
