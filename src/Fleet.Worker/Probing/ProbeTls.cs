using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fleet.Domain;
using Fleet.Domain.Servers;

namespace Fleet.Worker.Probing;

/// <summary>
/// Decides on a server's certificate by the trust that was given for it; there is no way to ignore one. Remembers the one it accepted.
/// </summary>
internal sealed class ProbeTls
{
    private readonly string _domain;
    private readonly ProbeTrust _trust;
    private readonly X509ChainPolicy _chain;

    private ProbeTls(string domain, ProbeTrust trust, X509ChainPolicy chain) => (_domain, _trust, _chain) = (domain, trust, chain);

    /// <summary>Lower-case hex SHA-256 of the accepted certificate.</summary>
    public string? Certificate { get; private set; }

    /// <returns>null, with the reason, when nobody could be trusted: what was stored as an authority is none.</returns>
    public static ProbeTls? Of(string domain, ProbeTrust trust, out string? problem)
    {
        // No downloads: their addresses would come from the server that is being judged.
        var chain = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        chain.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        problem = trust is ProbeTrust.Authority authority ? Trust(chain, authority) : null;
        return problem is null ? new ProbeTls(domain, trust, chain) : null;
    }

    /// <summary>The same trust for another address.</summary>
    public ProbeTls Fresh() => new(_domain, _trust, _chain);

    public SslClientAuthenticationOptions Options() => new()
    {
        TargetHost = _domain,
        CertificateChainPolicy = _chain,
        RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            certificate is X509Certificate2 presented && Accept(presented, errors),
    };

    private bool Accept(X509Certificate2 presented, SslPolicyErrors errors)
    {
        // A pinned key is the server's identity by itself: neither names nor dates add to it.
        var accepted = _trust is ProbeTrust.PinnedKey pinned
            ? Convert.ToHexStringLower(SHA256.HashData(presented.PublicKey.ExportSubjectPublicKeyInfo())) == pinned.Sha256
            : errors == SslPolicyErrors.None;
        if (accepted) Certificate = presented.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
        return accepted;
    }

    private static string? Trust(X509ChainPolicy chain, ProbeTrust.Authority authority)
    {
        chain.TrustMode = X509ChainTrustMode.CustomRootTrust;
        try
        {
            chain.CustomTrustStore.ImportFromPem(authority.Pem);
        }
        catch (CryptographicException e)
        {
            return $"the certificate authority given for the probe can't be read: {Printable.Clip(e.Message)}";
        }

        return chain.CustomTrustStore.Count > 0 ? null : "what was given as the probe's certificate authority holds no certificate";
    }
}
