namespace Fleet.Domain.Changes;

public sealed record NothingWaits(Guid CommandId) : ConflictRefusal(
    "nothing-waits",
    $"No server waits because of command {CommandId}: it goes on, is done, or was overtaken by a later one. "
    + $"`fleet follow {CommandId}` shows where each server stands.");

public sealed record ChangeUnknown(Guid CommandId) : UnknownRefusal(
    "change-unknown",
    $"Command {CommandId} was not taken to one server first, so nothing waits because of it. `fleet audit` shows commands with their ids.");
