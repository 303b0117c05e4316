using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using Fleet.Domain;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Probing;

namespace Fleet.Worker.Probing;

/// <summary>Carries a probe's conversation to the web server in front of Prosody: bounded in size and time, to one address, following nothing.</summary>
internal sealed class BoshClient : IDisposable
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(4);

    private readonly Uri _url;
    private readonly HttpClient _http;

    public BoshClient(string domain, ProbeTarget target, ProbeTls tls)
    {
        _url = new Uri($"https://{domain}:{target.Port}/http-bind?room=probe");
        var address = target.Address ?? domain;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = (_, stop) => ConnectAsync(address, target.Port, stop),
            ConnectTimeout = ConnectTimeout,
            SslOptions = tls.Options(),
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            MaxResponseHeadersLength = 16,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Host = domain;
    }

    public async Task<T> RunAsync<T>(ProbeStep<T> step, ProbeDeadline deadline)
    {
        while (step is ProbeStep<T>.Send send) step = send.Next(await PostAsync(send.Body, deadline));
        return ((ProbeStep<T>.Done)step).Outcome;
    }

    public void Dispose() => _http.Dispose();

    private async Task<BoshReply> PostAsync(string body, ProbeDeadline deadline)
    {
        using var time = deadline.For(RequestTimeout);
        try
        {
            using var content = new StringContent(body, Encoding.UTF8, "text/xml");
            using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = content };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, time.Token);
            return await ReadAsync(response, time.Token);
        }
        catch (OperationCanceledException) when (time.IsTimeout)
        {
            return new BoshReply.NotReached(time.Passed);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or AuthenticationException or CryptographicException)
        {
            return new BoshReply.NotReached(Printable.Clip(Innermost(e)));
        }
    }

    private static async Task<BoshReply> ReadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        var body = new byte[BoshReply.LongestBody + 1];
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, stop);
        return length > BoshReply.LongestBody
            ? new BoshReply.NotReached($"the answer is longer than {BoshReply.LongestBody} bytes")
            : new BoshReply.Answered((int)response.StatusCode, Encoding.UTF8.GetString(body, 0, length));
    }

    private static async ValueTask<Stream> ConnectAsync(string address, int port, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e.Message;
}
