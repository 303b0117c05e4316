namespace Fleet.Domain.Epochs;

public sealed record NothingToRecover() : ConflictRefusal(
    "nothing-to-recover",
    "Nothing says that this database is older than its servers, or a copy: there is nothing to accept. `fleet recover` shows the present "
    + "epoch.");

public sealed record RecoveryWithoutReason() : InvalidRefusal(
    "recovery-without-reason",
    "A new epoch needs a reason, for whoever finds changes undone: "
    + "`fleet recover --accept --reason \"restored the dump of 03:00, INC-411\"`.");

public sealed record OriginalNotSaid() : InvalidRefusal(
    "original-not-said",
    "This database is a copy. Is the original gone for good? `fleet recover --accept --original gone --reason TEXT`: hosts follow this one at "
    + "once. Does it live, and is this one to go its own way? `--original lives`: no host obeys it until its root says so, "
    + "`fleet servers take-over SERVER`.");
