using Renci.SshNet;

namespace Fleet.Worker.Ssh;

/// <summary>What a connection offers to its peer.</summary>
internal static class Negotiation
{
    public static void Restrict(ConnectionInfo connection, IReadOnlySet<string> hostKeyAlgorithms, KeyExchangeChoice keyExchange)
    {
        Keep(connection.HostKeyAlgorithms, hostKeyAlgorithms.Contains);
        Keep(connection.KeyExchangeAlgorithms, name => keyExchange == KeyExchangeChoice.Classical ? IsClassical(name) : !name.EndsWith("-sha1", StringComparison.Ordinal));
        Keep(connection.Encryptions, name => !name.EndsWith("-cbc", StringComparison.Ordinal));
        Keep(connection.HmacAlgorithms, name => !name.StartsWith("hmac-sha1", StringComparison.Ordinal));
    }

    private static bool IsClassical(string keyExchange) =>
        keyExchange.StartsWith("curve25519-", StringComparison.Ordinal) || keyExchange.StartsWith("ecdh-", StringComparison.Ordinal);

    private static void Keep<T>(IOrderedDictionary<string, T> offered, Func<string, bool> wanted)
    {
        foreach (var name in offered.Keys.Where(name => !wanted(name)).ToArray()) offered.Remove(name);
    }
}
