using System.Collections.Immutable;

namespace Fleet.Domain.Users;

public static partial class UserDecider
{
    /// <summary>
    /// What takes the user back to the state from before a command, given the whole history; accounts are resolved anew after it.
    /// </summary>
    public static Decision<IUserEvent> Revert(ImmutableArray<RecordedEvent<IUserEvent>> history, Guid commandId)
    {
        var reverted = history.FirstOrDefault(e => e.CommandId == commandId);
        if (reverted is null || Fold(history) is not { } present)
        {
            return new CommandUnknown(commandId);
        }

        return history.LastOrDefault(e => e.Version > reverted.Version) is { } later
            ? new ChangedSince($"User `{present.Name}`", later.Actor, later.At, later.CommandId)
            : Compensate(Fold(history.Where(e => e.Version < reverted.Version)), present, reverted.Event);
    }

    private static User? Fold(IEnumerable<RecordedEvent<IUserEvent>> history) =>
        history.Aggregate((User?)null, (user, e) => User.Evolve(user, e.Event, e.Version));

    private static Decision<IUserEvent> Compensate(User? before, User present, IUserEvent reverted) => reverted switch
    {
        UserRegistered => Decision.Accept<IUserEvent>(new UserRemoved()),
        UserDisabled => Decision.Accept<IUserEvent>(new UserEnabled()),
        UserEnabled => Decision.Accept<IUserEvent>(new UserDisabled()),
        UserSelectorChanged when before?.Selector is { } selector => Decision.Accept<IUserEvent>(new UserSelectorChanged(selector)),
        UserSelectorChanged =>
            new NotRevertible("The first selector of an adopted user", $"`fleet users select {present.Name} --on SELECTOR`"),
        UserPasswordChanged => new NotRevertible("A password, which Fleet does not keep,", $"`fleet users passwd {present.Name}`"),
        UserAdopted => new NotRevertible("An adoption", $"`fleet users remove {present.Name}`, which takes the accounts too"),
        _ => new NotRevertible("A removal", $"`fleet register {present.Name} --on SELECTOR`, with a new password"),
    };
}
