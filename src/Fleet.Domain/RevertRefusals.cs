namespace Fleet.Domain;

public sealed record CommandUnknown(Guid CommandId) : UnknownRefusal(
    "command-unknown",
    $"Command {CommandId} changed nothing here, so there is nothing to revert. `fleet audit` shows commands with their ids.");

public sealed record NotRevertible(string What, string Instead) : ConflictRefusal(
    "not-revertible", $"{What} cannot be reverted. Instead: {Instead}.");

public sealed record ChangedSince(string What, string Actor, DateTimeOffset At, Guid CommandId) : ConflictRefusal(
    "changed-since",
    $"{What} was changed since, by {Actor} at {At.Utc()} (command {CommandId}): a revert would undo that too. Revert that command "
    + "first, or say what you want.");
