using System.Net;

namespace Fleet.Domain.Servers;

/// <summary>
/// Where a host is reached: a host name (lower-cased), an IPv4 or an IPv6 address (with or without brackets, shortest form).
/// </summary>
public static class HostAddress
{
    public static Result<string> Parse(string? text)
    {
        var bare = text is ['[', .. var inner, ']'] ? inner : text ?? "";
        if (bare.Contains(':') && !bare.Contains('%') && IPAddress.TryParse(bare, out var address))
        {
            return address.ToString();
        }

        var name = bare.ToLowerInvariant();
        // a name that ends in a digit is taken for an address by resolvers: `010.1` would reach somewhere else than it reads
        return HostNameSyntax.IsHostName(name) && (!char.IsAsciiDigit(LastLabel(name)[0]) || HostNameSyntax.IsAddress(name))
            ? name
            : new AddressInvalid(Printable.Clip(text));
    }

    private static string LastLabel(string name) => name[(name.LastIndexOf('.') + 1)..];
}
