namespace Fleet.Domain.Holds;

public sealed record PauseWithoutReason() : InvalidRefusal(
    "pause-without-reason",
    "A pause needs a reason, for those who find the server like that at night: `--reason \"what you are at, and where to ask\"`.");

public sealed record FleetIsPaused(string Server) : ConflictRefusal(
    "fleet-is-paused",
    $"The whole fleet is paused, so `{Server}` can't go on by itself. `fleet servers show {Server}` says by whom and why; `fleet resume` ends "
    + "it for all servers but those that were paused by themselves.");

public sealed record NoRepairWaits(string Drift) : ConflictRefusal(
    "no-repair-waits",
    $"No repair waits because of drift `{Printable.Clip(Drift, 100)}`: `fleet drift` shows what there is, `fleet servers list` what is held.");
