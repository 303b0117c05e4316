namespace Fleet.Contracts.Api;

public sealed record EnrollServerRequest(
    string Name,
    string Domain,
    SshAddress Endpoint,
    ProbeAddress Probe,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyList<HostKeyInfo>? HostKeys = null);

public sealed record PinHostKeyRequest(string Algorithm, string Fingerprint);

public sealed record RelabelServerRequest(IReadOnlyDictionary<string, string> Set, IReadOnlyList<string> Remove);

/// <summary>What is null stays as it is.</summary>
public sealed record MoveServerRequest(SshAddress? Endpoint, ProbeAddress? Probe);

/// <summary>A re-installed host: the old pins go, <c>Key</c> (if known already) becomes the new one, enforcement falls back to observe.
/// <c>Incarnation</c>: the one that is replaced, so that a command said twice replaces once; null: the present one.</summary>
public sealed record ReplaceServerRequest(HostKeyInfo? Key, int? Incarnation = null);
