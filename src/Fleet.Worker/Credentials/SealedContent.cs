using System.Text.Json;
using Fleet.Jitsi.Scram;

namespace Fleet.Worker.Credentials;

/// <summary>What is inside a sealed credential. The password is there for the probe account alone.</summary>
internal sealed record SealedContent(string Salt, int Iterations, string StoredKey, string ServerKey, string? Password = null)
{
    private const int LongestSalt = 1024;
    private const int MostIterations = 10_000_000;

    public static SealedContent? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SealedContent>(json, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string Write(ScramVerifier verifier) =>
        JsonSerializer.Serialize(new SealedContent(verifier.Salt, verifier.Iterations, verifier.StoredKey, verifier.ServerKey), JsonSerializerOptions.Web);

    /// <returns>null when it is not a verifier of that hash: a host would take it, and nobody could log in.</returns>
    public ScramVerifier? Verifier(ScramHash hash) =>
        Salt is { Length: > 0 and <= LongestSalt } && Iterations is > 0 and <= MostIterations && IsKey(StoredKey, hash) && IsKey(ServerKey, hash)
            ? new ScramVerifier(hash, Salt, Iterations, StoredKey, ServerKey)
            : null;

    public override string ToString() => "(sealed content)";

    private static bool IsKey(string? key, ScramHash hash) => key?.Length == 2 * hash.Size() && key.All(char.IsAsciiHexDigitLower);
}
