using System.Text.Json.Serialization;

namespace Fleet.Domain.Servers;

/// <summary>Where the outside probe goes: an address, or the server's domain by DNS when it is null.</summary>
public sealed record ProbeTarget(string? Address, int Port, ProbeTrust Trust);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SystemRoots), "system-roots")]
[JsonDerivedType(typeof(Authority), "authority")]
[JsonDerivedType(typeof(PinnedKey), "pinned-key")]
public abstract record ProbeTrust
{
    private ProbeTrust()
    {
    }

    public sealed record SystemRoots : ProbeTrust;

    public sealed record Authority(string Pem) : ProbeTrust;

    /// <summary>Lower-case hex SHA-256 of the certificate's subject public key info.</summary>
    public sealed record PinnedKey(string Sha256) : ProbeTrust;
}
