using System.Security.Cryptography;

namespace Fleet.Jitsi.Scram;

/// <summary>The keys of RFC 5802 section 3, from a password or from one another.</summary>
internal static class ScramKeys
{
    public static byte[] Salted(PreparedPassword password, ReadOnlySpan<byte> salt, int iterations, ScramHash hash) =>
        Rfc2898DeriveBytes.Pbkdf2(password.Utf8, salt, iterations, hash.Algorithm(), hash.Size());

    public static byte[] Client(byte[] salted, ScramHash hash) => Mac(hash, salted, "Client Key"u8);

    public static byte[] Server(byte[] salted, ScramHash hash) => Mac(hash, salted, "Server Key"u8);

    public static byte[] Stored(byte[] clientKey, ScramHash hash) => CryptographicOperations.HashData(hash.Algorithm(), clientKey);

    public static byte[] Mac(ScramHash hash, byte[] key, ReadOnlySpan<byte> text) =>
        CryptographicOperations.HmacData(hash.Algorithm(), key, text);
}
