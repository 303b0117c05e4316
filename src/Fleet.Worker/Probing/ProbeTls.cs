using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fleet.Domain.Servers;

namespace Fleet.Worker.Probing;

/// <summary>Decides on a server's certificate by the trust that was given for it; there is no way to ignore one. Remembers the one it accepted.</summary>
internal sealed class ProbeTls(string domain, ProbeTrust trust)
{
    /// <summary>Lower-case hex SHA-256 of the accepted certificate.</summary>
    public string? Certificate { get; private set; }

    public SslClientAuthenticationOptions Options() => new()
    {
        TargetHost = domain,
        CertificateChainPolicy = ChainPolicy(),
        RemoteCertificateValidationCallback = (_, certificate, _, errors) => certificate is X509Certificate2 presented && Accept(presented, errors),
    };

    private bool Accept(X509Certificate2 presented, SslPolicyErrors errors)
    {
        // A pinned key is the server's identity by itself: neither names nor dates add to it.
        var accepted = trust is ProbeTrust.PinnedKey pinned
            ? Convert.ToHexStringLower(SHA256.HashData(presented.PublicKey.ExportSubjectPublicKeyInfo())) == pinned.Sha256
            : errors == SslPolicyErrors.None;
        if (accepted) Certificate = presented.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
        return accepted;
    }

    private X509ChainPolicy ChainPolicy()
    {
        // No downloads: their addresses would come from the server that is being judged.
        var policy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        if (trust is not ProbeTrust.Authority authority) return policy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.ImportFromPem(authority.Pem);
        return policy;
    }
}
