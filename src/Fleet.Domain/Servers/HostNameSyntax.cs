using System.Net;

namespace Fleet.Domain.Servers;

internal static class HostNameSyntax
{
    public static bool IsHostName(string text) => text.Length is > 0 and <= JitsiDomain.MaxLength && text.Split('.').All(IsLabel);

    /// <summary>An IPv4 or IPv6 address as it is usually written; no zone, no short or octal forms.</summary>
    public static bool IsAddress(string text) =>
        IPAddress.TryParse(text, out var address) && !text.Contains('%')
            && string.Equals(address.ToString(), text, StringComparison.OrdinalIgnoreCase);

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
