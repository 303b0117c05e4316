using System.Collections.Immutable;
using Fleet.Domain.Servers;

namespace Fleet.Worker.Ssh;

/// <summary>The only host keys that a connection accepts. There is no connection without a policy, and no policy without a key: it fails closed.</summary>
internal sealed class HostKeyPolicy
{
    private readonly ImmutableArray<HostKey> _accepted;

    public HostKeyPolicy(ImmutableArray<HostKey> accepted)
    {
        if (accepted.IsDefaultOrEmpty) throw new ArgumentException("a policy accepts at least one key", nameof(accepted));
        _accepted = [.. accepted.OrderBy(k => k.Algorithm, StringComparer.Ordinal).ThenBy(k => k.Fingerprint, StringComparer.Ordinal)];
    }

    /// <summary>The signature algorithms to negotiate: those of the accepted keys alone, so that a host can't steer to a key nobody pinned.</summary>
    public ImmutableHashSet<string> Algorithms => [.. _accepted.SelectMany(k => SignatureAlgorithms(k.Algorithm))];

    public string Expected => string.Join(" or ", _accepted.Select(k => $"{k.Algorithm} {k.Fingerprint}"));

    public bool Accepts(HostKey presented) => _accepted.Contains(presented);

    public bool SameAs(HostKeyPolicy other) => _accepted.SequenceEqual(other._accepted);

    // One RSA key signs with several algorithms; SHA-1 is not among those wanted.
    public static ImmutableArray<string> SignatureAlgorithms(string keyType) => keyType == "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256"] : [keyType];

    public static string KeyType(string signatureAlgorithm) => signatureAlgorithm.StartsWith("rsa-sha2-", StringComparison.Ordinal) ? "ssh-rsa" : signatureAlgorithm;
}
