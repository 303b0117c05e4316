using System.Net;
using System.Net.Sockets;

namespace Fleet.Telemetry;

/// <summary>Asks /health/live without the pool of threads: timeouts of HttpClient need a free one, and none may be.</summary>
internal static class Liveness
{
    public static bool Answers(Uri url, TimeSpan patience)
    {
        try
        {
            var address = Reachable(url);
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.ReceiveTimeout = socket.SendTimeout = (int)patience.TotalMilliseconds;
            socket.Connect(address, url.Port);
            socket.Send("GET /health/live HTTP/1.0\r\n\r\n"u8);
            Span<byte> answer = stackalloc byte[12];
            var length = 0;
            while (length < answer.Length && socket.Receive(answer[length..]) is > 0 and var read) length += read;
            return answer is [.., (byte)' ', (byte)'2', (byte)'0', (byte)'0'];
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static IPAddress Reachable(Uri url) =>
        !IPAddress.TryParse(url.Host, out var address) || address.Equals(IPAddress.Any) ? IPAddress.Loopback
        : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
        : address;
}
