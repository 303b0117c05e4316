using System.Collections.Immutable;
using Fleet.Domain.Drift;

namespace Fleet.Domain.Servers;

/// <summary>A fact in a server's intent stream. Actor, reason, correlation and time are the stream's metadata, never members.</summary>
public interface IServerEvent;

public sealed record ServerEnrolled(
    Guid ServerId, string Name, string Domain, SshEndpoint Endpoint, ProbeTarget Probe, ImmutableSortedDictionary<string, string> Labels)
        : IServerEvent;

public sealed record HostKeyPinned(HostKey Key) : IServerEvent;

public sealed record ServerRelabeled(ImmutableSortedDictionary<string, string> Labels) : IServerEvent;

public sealed record EndpointMoved(SshEndpoint Endpoint, ProbeTarget Probe) : IServerEvent;

/// <summary>With <see cref="Activation.Drain"/>, sessions without login may go on until then.</summary>
public sealed record AccessModeSet(
    AccessMode Mode, Activation Activation, bool EvictSessions, DateTimeOffset? DrainUntil = null, bool Emergency = false)
    : IServerEvent;

public sealed record EnforcementSet(EnforcementMode Mode, DateTimeOffset? Until) : IServerEvent;

public sealed record AccountGranted(Guid UserId, string User, Guid? CredentialId) : IServerEvent;

public sealed record AccountCredentialSet(Guid UserId, string User, Guid? CredentialId) : IServerEvent;

/// <param name="ReturnsWhenEnabled">It was held by adoption and is taken because the user is disabled: no selector would give it
/// back.</param>
/// <param name="Confirmed">By an operator's word on this very user, not as what follows for a whole server.</param>
public sealed record AccountRevoked(Guid UserId, string User, bool ReturnsWhenEnabled = false, bool Confirmed = false) : IServerEvent;

/// <summary>The user is disabled: the account stays where Prosody can disable it, and goes where it can't.</summary>
/// <param name="Confirmed">As of a revoked one.</param>
public sealed record AccountDisabled(Guid UserId, string User, bool ReturnsWhenEnabled = false, bool Confirmed = false) : IServerEvent;

/// <summary>These may be taken away together, though they are many of the server's accounts.</summary>
public sealed record RemovalsConfirmed(ImmutableArray<string> Accounts) : IServerEvent;

/// <summary>The credential that Fleet has is put again, whatever the server has by now.</summary>
public sealed record AccountCredentialReset(Guid UserId, string User) : IServerEvent;

/// <summary>What the server has by now is the credential from here on.</summary>
public sealed record AccountCredentialKept(Guid UserId, string User, Guid CredentialId) : IServerEvent;

/// <summary>An account of nobody's that may be there.</summary>
public sealed record UnknownAccountIgnored(string Account) : IServerEvent;

/// <summary>Neither ignored nor to be removed any more: reported, as any account that Fleet does not know.</summary>
public sealed record UnknownAccountReported(string Account) : IServerEvent;

/// <summary>An account of nobody's that must not be there.</summary>
public sealed record UnknownAccountRemoved(string Account) : IServerEvent;

public sealed record AccountAdopted(Guid UserId, string User, Guid? CredentialId) : IServerEvent;

public sealed record ServerAdopted(AccessMode Mode) : IServerEvent;

public sealed record ServerReplaced(HostKey? Key, int Incarnation) : IServerEvent;

/// <summary>It is not changed any more, whatever differs; it is looked at as ever.</summary>
public sealed record ServerPaused(string Reason) : IServerEvent;

public sealed record ServerResumed : IServerEvent;

/// <summary>Fleet makes a harmless drift there now and then, and expects to find it.</summary>
public sealed record CanarySet : IServerEvent;

public sealed record CanaryEnded : IServerEvent;

public sealed record ServerRetired : IServerEvent;

/// <summary>Somebody answers for a drift until a time; the reason is part of it, as it is shown for as long.</summary>
/// <param name="Subject">null = every subject of that kind.</param>
public sealed record DriftWaived(DriftKind Kind, string? Subject, DateTimeOffset Until, string Owner, string Reason) : IServerEvent;

/// <summary>Managed like a tested one; another version is not accepted by it.</summary>
public sealed record ProsodyVersionAccepted(string Version) : IServerEvent;

/// <summary>Before its end, by a command.</summary>
public sealed record DriftWaiverEnded(DriftKind Kind, string? Subject) : IServerEvent;
