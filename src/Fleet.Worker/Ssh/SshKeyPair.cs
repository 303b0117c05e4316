using System.Text;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Utilities;
using Org.BouncyCastle.Security;

namespace Fleet.Worker.Ssh;

/// <summary>An ed25519 key pair in OpenSSH's own formats: <c>ssh -i</c> and SSH.NET read the private one, <c>authorized_keys</c> takes the public one.</summary>
internal sealed record SshKeyPair(string PrivateKey, string PublicKey)
{
    // Made here, not by ssh-keygen: a worker's image needs no OpenSSH, and the key never lies in a file before it has its mode.
    public static SshKeyPair Create(string comment)
    {
        var generator = new Ed25519KeyPairGenerator();
        generator.Init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        var pair = generator.GenerateKeyPair();
        var publicKey = Convert.ToBase64String(OpenSshPublicKeyUtilities.EncodePublicKey(pair.Public));
        return new SshKeyPair(Armour(OpenSshPrivateKeyUtilities.EncodePrivateKey(pair.Private)), $"ssh-ed25519 {publicKey} {comment}");
    }

    private static string Armour(byte[] blob)
    {
        var text = new StringBuilder("-----BEGIN OPENSSH PRIVATE KEY-----\n");
        foreach (var line in Convert.ToBase64String(blob).Chunk(70)) text.Append(line).Append('\n');
        return text.Append("-----END OPENSSH PRIVATE KEY-----\n").ToString();
    }
}
