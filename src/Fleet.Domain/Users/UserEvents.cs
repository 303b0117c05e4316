namespace Fleet.Domain.Users;

/// <summary>A fact in a user's stream. What it means for each server is in the servers' own streams.</summary>
public interface IUserEvent;

public sealed record UserRegistered(Guid UserId, string Name, string Selector) : IUserEvent;

/// <summary>The user was found on an adopted server: no standing selector, accounts are held by adoption.</summary>
public sealed record UserAdopted(Guid UserId, string Name) : IUserEvent;

public sealed record UserPasswordChanged : IUserEvent;

public sealed record UserSelectorChanged(string Selector) : IUserEvent;

public sealed record UserDisabled : IUserEvent;

public sealed record UserEnabled : IUserEvent;

public sealed record UserRemoved : IUserEvent;
