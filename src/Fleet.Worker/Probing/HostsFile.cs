using System.Net;

namespace Fleet.Worker.Probing;

/// <summary>hosts(5): an address and its names on a line, the rest of it after a # is a comment.</summary>
internal static class HostsFile
{
    public static IPAddress[] Find(IEnumerable<string> lines, string name) =>
        [.. lines.Select(Words).Where(w => w.Skip(1).Contains(name, StringComparer.OrdinalIgnoreCase)).Select(Address).OfType<IPAddress>()];

    private static string[] Words(string line) => line.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static IPAddress? Address(string[] words) => IPAddress.TryParse(words[0], out var address) ? address : null;
}
