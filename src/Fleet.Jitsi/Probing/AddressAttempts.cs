namespace Fleet.Jitsi.Probing;

/// <summary>What somebody without credentials met at one address of a server.</summary>
/// <param name="Address">With its port, as it is shown.</param>
/// <param name="Certificate">Lower-case hex SHA-256 of the certificate that was verified; null = none was.</param>
public sealed record AddressAttempts(string Address, string? Certificate, TransportAttempts Bosh, TransportAttempts WebSocket);

/// <summary>Over one transport: at the server's own domain, and at the guest host behind it.</summary>
public sealed record TransportAttempts(AnonymousAttempt Domain, AnonymousAttempt Guest);
