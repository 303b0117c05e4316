using System.Net;
using System.Net.Sockets;

namespace Fleet.Worker.Probing;

/// <summary>HTTPS to one address of a domain, with that server's trust: bounded, following nothing.</summary>
internal sealed class ProbeConnection : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(4);

    private readonly ProbeTls _tls;
    private readonly string _address;

    public ProbeConnection(string domain, string address, int port, ProbeTls tls)
    {
        (Domain, Port, _address, _tls) = (domain, port, address, tls);
        Http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = (_, stop) => ConnectAsync(stop),
            ConnectTimeout = ConnectTimeout,
            SslOptions = tls.Options(),
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = 16,
            // whoever is probed is told nothing of the trace, whose state names a command
            ActivityHeadersPropagator = null,
        });
    }

    public string Domain { get; }

    public int Port { get; }

    public HttpMessageInvoker Http { get; }

    public string? Certificate => _tls.Certificate;

    /// <summary>Why this machine has no way to that address at all, as one without IPv6: it can't tell what others find there.</summary>
    public string? NoRoute { get; private set; }

    public string Shown => _address.Contains(':') ? $"[{_address}]:{Port}" : $"{_address}:{Port}";

    public void Dispose() => Http.Dispose();

    private async ValueTask<Stream> ConnectAsync(CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(_address, Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e)
        {
            if (e is SocketException { SocketErrorCode: var error } && IsNoRoute(error)) NoRoute = e.Message;
            socket.Dispose();
            throw;
        }
    }

    private static bool IsNoRoute(SocketError error) =>
        error is SocketError.NetworkUnreachable or SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable;
}
