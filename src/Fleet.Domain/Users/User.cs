namespace Fleet.Domain.Users;

/// <summary>A person who may log in. No selector: an adopted user, whose accounts are where they were found.</summary>
public sealed record User(Guid Id, string Name, string? Selector, bool Disabled, bool Removed, long Version)
{
    public bool IsActive => !Disabled && !Removed;

    /// <summary>Folds one event of the user's stream; total over any order of known events.</summary>
    public static User? Evolve(User? user, IUserEvent @event, long version) => (user, @event) switch
    {
        (null, UserRegistered e) => new User(e.UserId, e.Name, e.Selector, Disabled: false, Removed: false, version),
        (null, UserAdopted e) => new User(e.UserId, e.Name, Selector: null, Disabled: false, Removed: false, version),
        (null, _) => null,
        _ => user.After(@event) with { Version = version },
    };

    private User After(IUserEvent @event) => @event switch
    {
        UserSelectorChanged e => this with { Selector = e.Selector },
        UserDisabled => this with { Disabled = true },
        UserEnabled => this with { Disabled = false },
        UserRemoved => this with { Removed = true },
        _ => this,
    };
}
