using System.Globalization;

namespace Fleet.Jitsi.Scram;

/// <summary>The server's challenge, bounded: a hostile server burns no core, and gets no proof that is cheap to crack.</summary>
internal sealed record ServerFirst(string Nonce, byte[] Salt, int Iterations)
{
    private const int FewestIterations = 4096;
    private const int MostIterations = 100_000;
    private const int LongestMessage = 4096;

    public static ServerFirst? Parse(string message, string clientNonce)
    {
        if (message.Length > LongestMessage) return null;
        var parts = message.Split(',');
        if (parts.Length < 3) return null;
        var nonce = Attribute(parts[0], "r=");
        var salt = Attribute(parts[1], "s=");
        var count = Attribute(parts[2], "i=");
        return nonce is not null && salt is not null && Extends(nonce, clientNonce) && Decode(salt) is { Length: > 0 } bytes
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            && iterations is >= FewestIterations and <= MostIterations
            ? new(nonce, bytes, iterations)
            : null;
    }

    private static bool Extends(string nonce, string clientNonce) =>
        nonce.Length > clientNonce.Length
        && nonce.StartsWith(clientNonce, StringComparison.Ordinal)
        && nonce.All(c => c is >= '!' and <= '~');

    private static string? Attribute(string part, string name) =>
        part.StartsWith(name, StringComparison.Ordinal) ? part[name.Length..] : null;

    private static byte[]? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
