using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fleet.Domain.Servers;
using Fleet.Worker.Probing;

namespace Fleet.IntegrationTests.Probing;

public sealed class ProbedHeadersTests
{
    private const string Domain = "meet.example.test";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_is_probed_is_told_nothing_of_the_trace()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var said = Headers(listener, key);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var trust = new ProbeTrust.PinnedKey(Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo())));
        using var connection = new ProbeConnection(Domain, "127.0.0.1", port, ProbeTls.Of(Domain, trust, out _)!);

        using var run = new Activity("reconcile") { TraceStateString = "fleet=0123456789abcdef0123456789abcdef" };
        run.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        run.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{Domain}:{port}/");
        using var response = await connection.Http.SendAsync(request, Stop);

        (await said).ShouldBe(["Host"]);
    }

    private static async Task<List<string>> Headers(TcpListener listener, ECDsa key)
    {
        using var certificate = new CertificateRequest($"CN={Domain}", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var client = await listener.AcceptTcpClientAsync(Stop);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, Stop);
        using var reader = new StreamReader(tls);
        var names = new List<string>();
        for (var line = await reader.ReadLineAsync(Stop); line is { Length: > 0 }; line = await reader.ReadLineAsync(Stop))
            if (line.Split(": ") is [var name, _])
                names.Add(name);
        await tls.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Stop);
        return names;
    }
}
