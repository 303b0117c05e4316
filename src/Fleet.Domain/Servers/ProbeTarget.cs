using System.Text.Json.Serialization;

namespace Fleet.Domain.Servers;

/// <summary>Where the outside probe goes: an address, or the server's domain by DNS when it is null.</summary>
public sealed record ProbeTarget(string? Address, int Port, ProbeTrust Trust)
{
    public static ProbeTarget Default { get; } = new(null, 443, new ProbeTrust.SystemRoots());

    public Result<ProbeTarget> Checked()
    {
        var address = Address;
        if (Address is not null && !HostAddress.Parse(Address).TryGet(out address, out var refusal))
        {
            return refusal;
        }

        if ((Servers.Port.Refuse(Port) ?? Trust.Refuse()) is { } invalid)
        {
            return invalid;
        }

        return this with { Address = address };
    }
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SystemRoots), "system-roots")]
[JsonDerivedType(typeof(Authority), "authority")]
[JsonDerivedType(typeof(PinnedKey), "pinned-key")]
public abstract record ProbeTrust
{
    private const int MaxPem = 64 * 1024;

    private ProbeTrust()
    {
    }

    internal virtual Refusal? Refuse() => null;

    public sealed record SystemRoots : ProbeTrust;

    public sealed record Authority(string Pem) : ProbeTrust
    {
        internal override Refusal? Refuse() => Pem switch
        {
            _ when Pem.Contains("PRIVATE KEY", StringComparison.Ordinal) => new AuthorityHasPrivateKey(),
            _ when Pem.Length <= MaxPem && Pem.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal) => null,
            _ => new AuthorityInvalid(),
        };
    }

    /// <summary>Lower-case hex SHA-256 of the certificate's subject public key info.</summary>
    public sealed record PinnedKey(string Sha256) : ProbeTrust
    {
        internal override Refusal? Refuse() =>
            Sha256.Length == 64 && Sha256.All(char.IsAsciiHexDigitLower) ? null : new PinnedKeyInvalid(Printable.Clip(Sha256, 80));
    }
}
