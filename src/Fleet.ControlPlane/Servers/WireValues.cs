using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fleet.Contracts.Api;
using Fleet.Domain;
using Fleet.Domain.Servers;

namespace Fleet.ControlPlane.Servers;

/// <summary>What a request says in the wire's words, in the domain's.</summary>
public static class WireValues
{
    public static Result<T> Word<T>(string field, string? text) where T : struct, Enum =>
        text is not null && Kebab.TryParse<T>(text, out var value) ? value
            : new WordUnknown(field, Printable.Clip(text, 40), string.Join(", ", Enum.GetValues<T>().Select(v => Kebab.Text(v))));

    public static SshEndpoint Endpoint(SshAddress address) => new(
        address.Address, address.Port, address.User,
        address.Jump is { } jump ? new JumpHost(jump.Address, jump.Port, jump.User, jump.Key is { } key ? Key(key) : null) : null);

    public static HostKey Key(HostKeyInfo key) => new(key.Algorithm, key.Fingerprint);

    public static Result<ProbeTarget> Probe(ProbeAddress probe) => probe switch
    {
        { Trust: "system-roots" } => new ProbeTarget(probe.Address, probe.Port, new ProbeTrust.SystemRoots()),
        { Trust: "authority", Authority: { } pem } => IsReadable(pem)
            ? new ProbeTarget(probe.Address, probe.Port, new ProbeTrust.Authority(pem))
            : new AuthorityUnreadable(),
        { Trust: "pinned-key", PinnedKey: { } sha256 } => new ProbeTarget(probe.Address, probe.Port, new ProbeTrust.PinnedKey(sha256)),
        _ => new WordUnknown("probe.trust", Printable.Clip(probe.Trust, 40), "system-roots, authority (with authority), pinned-key (with pinnedKey)"),
    };

    // What is no PEM at all, or holds a private key, is refused by the domain, in its own words.
    private static bool IsReadable(string pem)
    {
        try
        {
            new X509Certificate2Collection().ImportFromPem(pem);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

public sealed record AuthorityUnreadable() : InvalidRefusal(
    "probe-authority-unreadable", "The probe's authority has a certificate in it that can't be read. Give the PEM file of the authority as it was issued, e.g. `--probe-ca ca.pem`.");

public sealed record WordUnknown(string Field, string Given, string Known) : InvalidRefusal("word-unknown", $"`{Given}` is no value for {Field}. One of: {Known}.");
