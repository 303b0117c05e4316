namespace Fleet.Domain.Servers;

public sealed record ServerUnknown(string Name) : UnknownRefusal(
    "server-unknown",
    $"There is no server `{Name}`. `fleet servers list` shows those there are; `fleet servers enroll {Name} ...` makes one.");

public sealed record ServerStale(string Name, long Expected, long Actual) : StaleRefusal(
    "server-stale",
    $"`{Name}` is at version {Actual}, your command was meant for version {Expected}: somebody changed it since. See "
    + $"`fleet audit --server {Name}`, then say it again.");

public sealed record ServerIsRetired(string Name) : ConflictRefusal(
    "server-retired",
    $"`{Name}` is retired: Fleet does not touch it any more. Enrol it again under a new entry: `fleet servers enroll {Name} ...`.");

public sealed record ServerNameTaken(string Name) : ConflictRefusal(
    "server-name-taken",
    $"A server `{Name}` is enrolled already: `fleet servers show {Name}`. Choose another name, or retire that one first.");

public sealed record DomainTaken(string Domain, string By) : ConflictRefusal(
    "domain-taken",
    $"The domain {Domain} is served by `{By}` already; two servers would fight over it. For a new machine of the same domain: "
    + $"`fleet servers replace {By}`.");

public sealed record EndpointTaken(string Endpoint, string By) : ConflictRefusal(
    "endpoint-taken",
    $"{Endpoint} is the endpoint of `{By}` already. If that one moved away, say so first: `fleet servers move {By} ...`.");

public sealed record HostKeyTaken(HostKey Key, string By) : ConflictRefusal(
    "host-key-taken",
    $"{Key} is pinned for `{By}` already: the same machine, or a clone. Make new keys on the clone "
    + "(`rm /etc/ssh/ssh_host_*; dpkg-reconfigure openssh-server`).");

public sealed record HostKeyPinnedAlready(string Name, HostKey Pinned, HostKey Given) : ConflictRefusal(
    "host-key-pinned-already",
    $"`{Name}` is pinned to {Pinned}, and {Given} is another key: a new machine, or somebody in between. If it was re-installed: "
    + $"`fleet servers replace {Name} --host-key ...`.");

public sealed record EvictionOfOpenServer() : InvalidRefusal(
    "evict-open",
    "Sessions without login are welcome on an open server, so there is nobody to evict. Leave out `--evict`, or set `members`.");

public sealed record EmergencyOfSomethingElse() : InvalidRefusal(
    "emergency-of-something-else",
    "An emergency lets only users in, in place, and ends the sessions without login. Leave out `--activate` and `--deadline`, or `--emergency`.");

public sealed record EmergencyNotEnforced(string Name, EnforcementMode Enforcement) : ConflictRefusal(
    "emergency-not-enforced",
    $"Fleet may not change `{Name}` now (enforcement: {(Enforcement == EnforcementMode.Suspended ? "suspended" : "observe")}), so it stays open. If it may: "
    + $"`fleet servers enforcement name={Name} enforce`, then the same command again. At its console, root can do it without Fleet: `fleet-host lock REASON`.");

public sealed record DrainWithoutDeadline() : InvalidRefusal(
    "drain-without-deadline",
    "Draining needs a deadline, after which sessions without login are closed. Say e.g. `--activate drain --deadline 2h`.");

public sealed record DeadlineWithoutDrain() : InvalidRefusal(
    "deadline-without-drain", "A deadline has a meaning only when sessions are drained. Add `--activate drain`, or leave out `--deadline`.");

public sealed record DrainDeadlinePassed(DateTimeOffset Deadline, DateTimeOffset Now) : InvalidRefusal(
    "drain-deadline-passed",
    $"The deadline {Deadline.Utc()} is not after now, {Now.Utc()}. Give a later one, or close the sessions at once with `--evict`.");

public sealed record SuspensionWithoutEnd() : InvalidRefusal(
    "suspension-without-end", "A suspension needs an end, so that none is forgotten. Say e.g. `--until 2h`.");

public sealed record SuspensionWithoutReason() : InvalidRefusal(
    "suspension-without-reason",
    "A suspension needs a reason, for those who find the server unenforced. Say e.g. `--reason \"moving racks, ticket 4711\"`.");

public sealed record SuspensionEndPassed(DateTimeOffset End, DateTimeOffset Now) : InvalidRefusal(
    "suspension-end-passed", $"The end {End.Utc()} is not after now, {Now.Utc()}. Give a later one.");

public sealed record EndWithoutSuspension() : InvalidRefusal(
    "end-without-suspension", "Only a suspension has an end. Leave out `--until`, or say `suspend`.");

public sealed record ServerReplacedAlready(string Name, int Given, int Present) : ConflictRefusal(
    "server-replaced-already",
    $"`{Name}` is at incarnation {Present}; incarnation {Given} was replaced before. See `fleet servers show {Name}`; if this machine "
    + "is to be replaced too, say it again.");

public sealed record AccessModeCommandedAlready(string Name, AccessMode Commanded, AccessMode Found) : ConflictRefusal(
    "access-mode-commanded-already",
    $"`{Name}` was found {Found.Word()}, but {Commanded.Word()} was commanded: adopting would undo that command. See `fleet plan`; to "
    + $"want what was found: `fleet servers access name={Name} {Found.Word()}`.");

internal static class RefusalWords
{
    public static string Word(this AccessMode mode) => mode.ToString().ToLowerInvariant();
}
