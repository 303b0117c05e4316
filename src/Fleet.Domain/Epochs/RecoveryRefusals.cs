namespace Fleet.Domain.Epochs;

public sealed record NothingToRecover() : ConflictRefusal(
    "nothing-to-recover",
    "Nothing says that this database is older than its servers, or a copy: there is nothing to accept. `fleet recover` shows the present "
    + "epoch.");

public sealed record RecoveryWithoutReason() : InvalidRefusal(
    "recovery-without-reason",
    "A new epoch needs a reason, for whoever finds changes undone: "
    + "`fleet recover --accept --reason \"restored the dump of 03:00, INC-411\"`.");
