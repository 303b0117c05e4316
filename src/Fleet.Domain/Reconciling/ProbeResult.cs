using System.Collections.Immutable;

namespace Fleet.Domain.Reconciling;

/// <summary>The third layer: what a client without credentials gets, and whether the probe account can log in.</summary>
/// <param name="Certificate">Lower-case hex SHA-256 of the certificate that was verified; null = none was.</param>
/// <param name="Addresses">Every address that users come from, each over both transports; null = only the probe address was asked.</param>
public sealed record ProbeResult(
    DateTimeOffset At, string Address, string? Certificate, AnonymousLogin Anonymous, AnonymousLogin Guest, MemberLogin Member,
    string Detail, ImmutableArray<AddressProbe>? Addresses = null)
{
    /// <summary>Three intervals of the probe: after two missed ones its result proves nothing any more.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(15);
}

/// <summary>What one address of the domain answered. An address that says nothing is unknown, never refused.</summary>
public sealed record AddressProbe(
    string Address, string? Certificate, AnonymousLogin Bosh, AnonymousLogin WebSocket, AnonymousLogin Guest);

public enum AnonymousLogin
{
    Accepted,
    Refused,
    NoSuchHost,
    Unknown,
}

public enum MemberLogin
{
    Proven,
    Refused,
    NotTried,
    Unknown,
}
