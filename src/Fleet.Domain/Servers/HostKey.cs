namespace Fleet.Domain.Servers;

/// <summary>Algorithm as in SSH ("ssh-ed25519"), fingerprint as OpenSSH prints it ("SHA256:" and unpadded base64).</summary>
public sealed record HostKey(string Algorithm, string Fingerprint)
{
    private const string Prefix = "SHA256:";
    private const int DigestCharacters = 43;

    public Result<HostKey> Checked()
    {
        if (Algorithm is not ("ssh-ed25519" or "ecdsa-sha2-nistp256" or "ecdsa-sha2-nistp384" or "ecdsa-sha2-nistp521" or "ssh-rsa"))
        {
            return new HostKeyAlgorithmUnknown(Printable.Clip(Algorithm, 40));
        }

        return Fingerprint.StartsWith(Prefix, StringComparison.Ordinal) && IsDigest(Fingerprint[Prefix.Length..])
            ? this
            : new HostKeyFingerprintInvalid(Printable.Clip(Fingerprint, 80));
    }

    private static bool IsDigest(string text) =>
        text.Length == DigestCharacters && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/');

    public override string ToString() => $"{Algorithm} {Fingerprint}";
}
