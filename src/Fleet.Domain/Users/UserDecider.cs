using Fleet.Domain.Selectors;

namespace Fleet.Domain.Users;

/// <summary>What commands mean for the user's own stream. What they mean for servers is for <see cref="Grants"/> to say.</summary>
public static partial class UserDecider
{
    /// <param name="taken">Whether a user of that name exists who was not removed.</param>
    public static Decision<IUserEvent> Register(Guid userId, string name, string selector, bool taken)
    {
        Refusal? refusal = null;
        if (!UserName.Parse(name).TryGet(out var userName, out refusal) || !Selector.Parse(selector).TryGet(out var servers, out refusal))
        {
            return refusal;
        }

        return taken ? new UserNameTaken(userName) : Decision.Accept<IUserEvent>(new UserRegistered(userId, userName, servers.ToString()));
    }

    /// <summary>The user of an account that was found on a server.</summary>
    public static Decision<IUserEvent> Adopt(Guid userId, string name, bool taken)
    {
        if (!UserName.Parse(name).TryGet(out var userName, out var refusal))
        {
            return refusal;
        }

        return taken ? Decision.Accept<IUserEvent>() : Decision.Accept<IUserEvent>(new UserAdopted(userId, userName));
    }

    public static Decision<IUserEvent> ChangePassword(User user) =>
        WhyNotChanged(user) is { } refusal ? refusal : Decision.Accept<IUserEvent>(new UserPasswordChanged());

    public static Decision<IUserEvent> Select(User user, string selector)
    {
        if (WhyNotChanged(user) is { } removed)
        {
            return removed;
        }

        return Selector.Parse(selector).TryGet(out var servers, out var refusal)
            ? When(user.Selector != servers.ToString(), new UserSelectorChanged(servers.ToString()))
            : refusal;
    }

    public static Decision<IUserEvent> Disable(User user) =>
        WhyNotChanged(user) is { } refusal ? refusal : When(!user.Disabled, new UserDisabled());

    public static Decision<IUserEvent> Enable(User user) =>
        WhyNotChanged(user) is { } refusal ? refusal : When(user.Disabled, new UserEnabled());

    public static Decision<IUserEvent> Remove(User user) => When(!user.Removed, new UserRemoved());

    private static UserIsRemoved? WhyNotChanged(User user) => user.Removed ? new(user.Name) : null;

    private static Decision<IUserEvent> When(bool changes, IUserEvent @event) =>
        changes ? Decision.Accept(@event) : Decision.Accept<IUserEvent>();
}
