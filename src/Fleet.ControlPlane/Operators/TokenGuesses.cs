using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Fleet.ControlPlane.Operators;

/// <summary>
/// Bounds how many wrong tokens one address may try. A token that was good here before is looked up all the same: behind a proxy or a
/// tunnel all operators have one address.
/// </summary>
public sealed class TokenGuesses : IDisposable
{
    public const int MostPerMinute = 120;
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, bool> _good = new();
    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address => RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = MostPerMinute,
            TokensPerPeriod = MostPerMinute,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
        }));

    public bool MayTry(IPAddress? from, byte[] hash) =>
        _good.ContainsKey(Convert.ToHexString(hash)) || _limiter.GetStatistics(Source(from)) is not { CurrentAvailablePermits: <= 0 };

    public void Told(IPAddress? from, byte[] hash, bool good)
    {
        if (good && _good.Count < MostRemembered)
            _good[Convert.ToHexString(hash)] = true;
        else if (!good)
        {
            _good.TryRemove(Convert.ToHexString(hash), out _);
            _limiter.AttemptAcquire(Source(from)).Dispose();
        }
    }

    public void Dispose() => _limiter.Dispose();

    // One IPv6 network of the usual size is one source: its addresses are free.
    private static IPAddress Source(IPAddress? from) => from switch
    {
        null => IPAddress.None,
        { IsIPv4MappedToIPv6: true } => from.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress([.. from.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]),
        _ => from,
    };
}
