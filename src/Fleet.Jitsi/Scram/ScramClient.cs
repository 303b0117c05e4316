using System.Text;

namespace Fleet.Jitsi.Scram;

/// <summary>
/// The client's side of RFC 5802 without channel binding. Pure: the nonce (printable ASCII without comma, at least 18 random
/// characters) is handed in. <see cref="First"/> goes out; the server's answer goes to <see cref="Answer"/>.
/// </summary>
public sealed class ScramClient(ScramHash hash, string user, PreparedPassword password, string nonce)
{
    private const string NoChannelBinding = "n,,";

    private readonly string _bare = Bare(user, nonce);

    public string First => NoChannelBinding + _bare;

    /// <summary>How a login begins, before any password counts.</summary>
    public static string FirstOf(string user, string nonce) => NoChannelBinding + Bare(user, nonce);

    public ScramAnswer Answer(string serverFirst)
    {
        var parsed = ServerFirst.Parse(serverFirst, nonce);
        if (parsed is not ServerFirst challenge) return new ScramAnswer.Distrusted("the server's challenge is not acceptable SCRAM");

        var salted = ScramKeys.Salted(password, challenge.Salt, challenge.Iterations, hash);
        var clientKey = ScramKeys.Client(salted, hash);
        var unproven = $"c={Base64(NoChannelBinding)},r={challenge.Nonce}";
        var exchange = Encoding.UTF8.GetBytes($"{_bare},{serverFirst},{unproven}");
        var proof = Xor(clientKey, ScramKeys.Mac(hash, ScramKeys.Stored(clientKey, hash), exchange));
        var signature = ScramKeys.Mac(hash, ScramKeys.Server(salted, hash), exchange);
        return new ScramAnswer.Final($"{unproven},p={Convert.ToBase64String(proof)}", new ScramSignature(signature));
    }

    private static string Bare(string user, string nonce) => $"n={user.Replace("=", "=3D").Replace(",", "=2C")},r={nonce}";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static byte[] Xor(byte[] left, byte[] right) => [.. left.Zip(right, (l, r) => (byte)(l ^ r))];
}
