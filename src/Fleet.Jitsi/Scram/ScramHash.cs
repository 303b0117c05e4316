using System.Security.Cryptography;

namespace Fleet.Jitsi.Scram;

public enum ScramHash
{
    Sha1,
    Sha256,
}

public static class ScramHashes
{
    public static int Size(this ScramHash hash) => hash == ScramHash.Sha1 ? SHA1.HashSizeInBytes : SHA256.HashSizeInBytes;

    public static HashAlgorithmName Algorithm(this ScramHash hash) =>
        hash == ScramHash.Sha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;

    /// <summary>As Prosody's <c>password_hash</c> option and Fleet's sealed credentials spell it.</summary>
    public static string Name(this ScramHash hash) => hash == ScramHash.Sha1 ? "SHA-1" : "SHA-256";

    public static string Mechanism(this ScramHash hash) => "SCRAM-" + hash.Name();

    public static ScramHash? Parse(string name) => name switch
    {
        "SHA-1" => ScramHash.Sha1,
        "SHA-256" => ScramHash.Sha256,
        _ => null,
    };
}
