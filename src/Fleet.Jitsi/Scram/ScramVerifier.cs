using System.Text;

namespace Fleet.Jitsi.Scram;

/// <summary>
/// What a server keeps to check a password: enough to crack a weak one and to impersonate the server, so it is never shown.
/// Keys are lower-case hex, as Prosody writes them; the salt's bytes count as they are (seen on Prosody 0.11, 0.12 and 13).
/// </summary>
public sealed record ScramVerifier(ScramHash Hash, string Salt, int Iterations, string StoredKey, string ServerKey)
{
    public const int DefaultIterations = 10_000;

    /// <summary>Takes about 5 ms of one core. The salt must be random and used for one server only.</summary>
    public static ScramVerifier Derive(PreparedPassword password, ScramHash hash, string salt, int iterations = DefaultIterations)
    {
        var salted = ScramKeys.Salted(password, Encoding.UTF8.GetBytes(salt), iterations, hash);
        var stored = ScramKeys.Stored(ScramKeys.Client(salted, hash), hash);
        return new(hash, salt, iterations, Hex(stored), Hex(ScramKeys.Server(salted, hash)));
    }

    public override string ToString() => $"(verifier {Hash.Name()}, {Iterations} iterations)";

    private static string Hex(byte[] key) => Convert.ToHexStringLower(key);
}
