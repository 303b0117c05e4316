namespace Fleet.Domain.Changes;

public sealed record NothingWaits(Guid CommandId) : ConflictRefusal(
    "nothing-waits",
    $"No server waits because of command {CommandId}: it goes on, is done, or was overtaken by a later one. "
    + $"`fleet follow {CommandId}` shows where each server stands.");
