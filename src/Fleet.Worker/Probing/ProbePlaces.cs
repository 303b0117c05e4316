using System.Collections.Immutable;
using System.Net;
using Fleet.Domain.Servers;

namespace Fleet.Worker.Probing;

/// <summary>Where one probe goes: the probe address first, then every other address that the domain's users come to.</summary>
/// <param name="Note">What is to be said of the addresses that are not asked; null = all are.</param>
internal sealed record ProbePlaces(ImmutableArray<string> Addresses, string? Note)
{
    private const int Most = 8;

    public static ProbePlaces Of(string domain, ProbeTarget target, Resolved resolved)
    {
        var byName = resolved.Addresses.Select(a => a.ToString());
        var everywhere = target.Address is { } given ? byName.Prepend(Normal(given)) : byName;
        string[] all = [.. everywhere.Distinct(StringComparer.OrdinalIgnoreCase)];
        return new ProbePlaces([.. all.Take(Most)], Notes(domain, target, resolved, all.Length - Most));
    }

    private static string? Notes(string domain, ProbeTarget target, Resolved resolved, int left) => resolved.Problem switch
    {
        { } problem when target.Address is null => $"{domain} does not resolve here ({problem})",
        { } problem => $"{domain} does not resolve here ({problem}): only the probe address was asked",
        _ when left > 0 => $"{domain} has {left} more addresses, which were not asked",
        _ => null,
    };

    private static string Normal(string address) => IPAddress.TryParse(address, out var ip) ? ip.ToString() : address;
}
