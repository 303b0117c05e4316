using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Probing;

namespace Fleet.IntegrationTests.Jitsi;

/// <summary>Carries a probe's requests to a test host's own nginx, over TLS that is verified against the test bed's CA.</summary>
internal sealed class BoshClient : IDisposable
{
    private readonly HttpClient _http;

    public BoshClient(TestHost host, string authorityPath)
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(authorityPath);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancellation) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Parse(host.Address), context.DnsEndPoint.Port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri($"https://{host.Name}/http-bind"), Timeout = TimeSpan.FromSeconds(15) };
    }

    public async Task<T> Run<T>(ProbeStep<T> step)
    {
        while (step is ProbeStep<T>.Send send) step = send.Next(await Post(send.Body));
        return ((ProbeStep<T>.Done)step).Outcome;
    }

    public async Task<ProbeReply.Answered> Post(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "text/xml");
        using var response = await _http.PostAsync((Uri?)null, content);
        return new ProbeReply.Answered((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();
}
