namespace Fleet.Contracts.Api;

/// <summary><c>Gained</c> and <c>Lost</c>: the accounts that the command itself grants and revokes, whatever the servers look like now.</summary>
public sealed record PlanResult(
    string Command,
    IReadOnlyList<ServerPlan> Servers,
    IReadOnlyList<AccountChange> Gained,
    IReadOnlyList<AccountChange> Lost,
    StagedProgress? Staged = null);

/// <summary>
/// <c>ObservedAt</c> null: never observed, so <c>Changes</c> say nothing. <c>Enforcement</c> other than enforce: the changes would be written
/// down as drift and not made. <c>Unsupported</c>: why this server can't be planned. <c>Live</c>: who was there when it was observed; null: not
/// known. <c>Activations</c>: what each way into force would cost them, where the plan puts something in force.
/// <c>Held</c>: what the changes would have to wait for; null: nothing.
/// </summary>
public sealed record ServerPlan(
    string Name,
    Guid Id,
    CommandOutcome Outcome,
    RefusalInfo? Refusal,
    string Enforcement,
    DateTimeOffset? ObservedAt,
    string? Unsupported,
    IReadOnlyList<PlannedChange> Changes,
    PlannedDrop Drops,
    SessionCounts? Live = null,
    IReadOnlyList<ActivationCost>? Activations = null,
    IReadOnlyList<ServerHold>? Held = null);

/// <summary>
/// <c>Kind</c>: set-provider, activate, add-guest-host, remove-guest-host, set-guest-provider, activate-guest-host, set-anonymous-domain,
/// set-jicofo-authentication, restart-service, put-account, remove-account, restore-config-link, fix-permissions, start-service ...
/// <c>From</c> is what is there (of an account that is there: why it would be written), <c>To</c> what would be; null: nothing.
/// </summary>
public sealed record PlannedChange(string Kind, string Subject, string? From, string? To);

/// <summary>What the changes would end; <c>Kept</c>: sessions without login that stay up.</summary>
public sealed record PlannedDrop(int Sessions, int Rooms, int Participants, int Kept)
{
    public static PlannedDrop Nothing { get; } = new(0, 0, 0, 0);
}

/// <summary>
/// <c>Activation</c>: in-place, restart, drain. <c>Sessions</c>, of <c>Rooms</c> and <c>Participants</c>: what it would end, a drain at its
/// deadline; null: not known. A restart of Prosody ends every meeting; what one of Jicofo does to running ones is not counted.
/// </summary>
public sealed record ActivationCost(
    string Activation, bool Chosen, int? Sessions, int? Rooms, int? Participants, bool RestartsProsody, bool RestartsJicofo);
