using System.Net;
using System.Reflection;
using Fleet.Cli.Running;
using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;

namespace Fleet.Cli.Connecting;

/// <summary>Where the control plane is and who is asking. The token never leaves for a place where others could read it on the way.</summary>
internal sealed record Connection(Uri Url, Secret? Token)
{
    private const string Default = "http://127.0.0.1:7420";

    public static Connection FromEnvironment()
    {
        var url = Parse(Environment.GetEnvironmentVariable("FLEET_URL") is { Length: > 0 } text ? text : Default);
        return new Connection(url, TokenFile.Read(url));
    }

    public static Uri Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps))
            throw Refusals.Unusable("url-invalid", $"FLEET_URL is no http or https address: {text}", next: $"export FLEET_URL={Default}");
        if (url.UserInfo.Length > 0)
            throw Refusals.Unusable("url-invalid", "FLEET_URL holds a user or password", "The token comes from a file: FLEET_TOKEN_FILE.");
        if (url.Scheme == Uri.UriSchemeHttp && !IsLoopback(url))
            throw Refusals.Refused(
                "url-without-tls",
                $"Refused to send the token to {url.Authority} without TLS",
                "On plain http everybody on the way can read it, and act with it.",
                $"export FLEET_URL=https://{url.Authority}, or tunnel: ssh -L 7420:127.0.0.1:7420 {url.Host}");
        return url;
    }

    public FleetClient Open() => new(ApiHttp.Create(Url, Token, $"fleet/{Version}"));

    private static string Version =>
        typeof(Connection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static bool IsLoopback(Uri url) =>
        url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
