namespace Fleet.Contracts.Api;

/// <summary>
/// What a server must be told to belong to this fleet: its id and the workers' public SSH key (<c>ssh-ed25519 AAAA... fleet</c>).
/// <c>Paused</c>: the pause of the whole fleet; null: there is none.
/// </summary>
public sealed record FleetInfo(Guid Fleet, string Ssh, string Version, ServerHold? Paused = null);
