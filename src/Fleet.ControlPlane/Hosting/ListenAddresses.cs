using System.Net;

namespace Fleet.ControlPlane.Hosting;

/// <summary>Tokens and passwords come in here: in clear only from the same machine.</summary>
public static class ListenAddresses
{
    public static void MustBeSafe(IConfiguration configuration, string urls)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>();
        foreach (var url in endpoints.Concat(urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (!Uri.TryCreate(url.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var uri))
                throw new UsageException($"Not an address to listen at: '{url}'. Example: {Settings.DefaultUrls}");
            if (uri.Scheme != Uri.UriSchemeHttps && !IsLoopback(uri))
                throw new UsageException(
                    $"{url} is reachable from other machines and has no TLS, so passwords and tokens would cross the network in clear. "
                    + "Listen at https://... (FLEET_Kestrel__Certificates__Default__Path and __KeyPath name the certificate), or at a loopback address");
        }
    }

    private static bool IsLoopback(Uri uri) =>
        uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
