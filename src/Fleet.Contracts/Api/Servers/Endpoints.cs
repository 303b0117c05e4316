namespace Fleet.Contracts.Api;

public sealed record SshAddress(string Address, int Port, string User, JumpAddress? Jump = null);

public sealed record JumpAddress(string Address, int Port, string User, HostKeyInfo? Key = null);

/// <summary><c>Algorithm</c> as SSH names it (<c>ssh-ed25519</c>), <c>Fingerprint</c> as OpenSSH prints it (<c>SHA256:...</c>, unpadded).</summary>
public sealed record HostKeyInfo(string Algorithm, string Fingerprint);

/// <summary>
/// Where an unauthenticated client looks. <c>Address</c> null: the domain, by DNS. <c>Trust</c>: <c>system-roots</c>, <c>authority</c>
/// (<c>Authority</c> is its PEM) or <c>pinned-key</c> (<c>PinnedKey</c> is the SHA-256 of the public key, hex).
/// </summary>
public sealed record ProbeAddress(string? Address, int Port = 443, string Trust = "system-roots", string? Authority = null, string? PinnedKey = null);
