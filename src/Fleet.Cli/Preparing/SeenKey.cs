using System.Security.Cryptography;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Preparing;

/// <summary>The host key of a session, as ssh names it: algorithm and base64 of the public key.</summary>
internal sealed record SeenKey(string Algorithm, byte[] Key)
{
    public HostKeyInfo Info => new(Algorithm, $"SHA256:{Convert.ToBase64String(SHA256.HashData(Key)).TrimEnd('=')}");

    public static SeenKey Read(string path)
    {
        if (!File.Exists(path))
            throw Refusals.Unusable(
                "host-key-unseen",
                "Your ssh did not tell which host key it saw",
                "That takes OpenSSH 8.5 or later.",
                "ssh -V, then pin the key with fleet servers pin");
        var words = File.ReadAllText(path).Trim().Split(' ');
        if (words is not [var algorithm, var text] || !TryDecode(text, out var key))
            throw Refusals.Unusable("host-key-unseen", "Your ssh told its host key in a way that can't be read");
        if (algorithm.Contains("-cert-", StringComparison.Ordinal))
            throw Refusals.Refused(
                "host-certificate",
                "The host showed a certificate, and Fleet pins keys",
                "The key behind it was not shown.",
                "repeat with -- -o HostKeyAlgorithms=ssh-ed25519");
        return new SeenKey(algorithm, key);
    }

    private static bool TryDecode(string text, out byte[] key)
    {
        key = new byte[text.Length];
        var valid = Convert.TryFromBase64String(text, key, out var length) && length > 0;
        key = key[..length];
        return valid;
    }
}
