namespace Fleet.Domain.Servers;

/// <summary>
/// The domain that a Jitsi server serves, lower-cased. Beyond ASCII only the punycode form is taken: two spellings would be two domains.
/// </summary>
public static class JitsiDomain
{
    public const int MaxLength = 253;

    public static Result<string> Parse(string? text)
    {
        var domain = (text ?? "").ToLowerInvariant();
        return domain switch
        {
            _ when domain.Any(c => !char.IsAscii(c)) =>
                new JitsiDomainInvalid(Printable.Clip(text), "it is not ASCII; give the punycode form (xn--...)"),
            _ when !HostNameSyntax.IsHostName(domain) => new JitsiDomainInvalid(Printable.Clip(text), "it is not a host name"),
            _ when char.IsAsciiDigit(domain[^1]) && HostNameSyntax.IsAddress(domain) =>
                new JitsiDomainInvalid(domain, "it is an address, and Jitsi's rooms live in a domain"),
            _ => domain,
        };
    }
}
