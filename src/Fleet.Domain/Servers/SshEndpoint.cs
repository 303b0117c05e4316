namespace Fleet.Domain.Servers;

public sealed record SshEndpoint(string Address, int Port, string User, JumpHost? Jump = null);

public sealed record JumpHost(string Address, int Port, string User, HostKey? Key = null);

/// <summary>Algorithm as in SSH ("ssh-ed25519"), fingerprint as OpenSSH prints it ("SHA256:" and unpadded base64).</summary>
public sealed record HostKey(string Algorithm, string Fingerprint);
