using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Fleet.Domain;

namespace Fleet.Worker.Probing;

/// <summary>The addresses that users of a domain come to.</summary>
internal sealed class DomainAddresses(ProbingOptions options, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public async Task<Resolved> ResolveAsync(string domain, CancellationToken stop)
    {
        try
        {
            var addresses = options.HostsFile is { } file
                ? HostsFile.Find(await File.ReadAllLinesAsync(file, stop), domain)
                : await Dns.GetHostAddressesAsync(domain, stop).WaitAsync(Longest, time, stop);
            return addresses.Length == 0 ? Resolved.Not("no address") : new Resolved(Sorted(addresses), null);
        }
        catch (Exception e) when (IsOfTheWay(e))
        {
            return Resolved.Not(Printable.Clip(e.Message));
        }
    }

    private static bool IsOfTheWay(Exception e) =>
        e is SocketException or TimeoutException or ArgumentException or IOException or UnauthorizedAccessException;

    // DNS turns them round each time
    private static ImmutableArray<IPAddress> Sorted(IEnumerable<IPAddress> addresses) =>
        [.. addresses.Distinct().OrderBy(a => a.AddressFamily == AddressFamily.InterNetworkV6).ThenBy(a => $"{a}", StringComparer.Ordinal)];
}

/// <param name="Problem">Why there are none.</param>
internal sealed record Resolved(ImmutableArray<IPAddress> Addresses, string? Problem)
{
    public static Resolved Not(string problem) => new([], problem);
}
