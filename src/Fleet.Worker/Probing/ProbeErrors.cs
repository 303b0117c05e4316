using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Fleet.Domain;
using Fleet.Jitsi.Probing;

namespace Fleet.Worker.Probing;

/// <summary>What the network, TLS or the peer did, as a reply; a bug is left to surface.</summary>
internal static class ProbeErrors
{
    public static bool IsOfTheWay(Exception e) =>
        e is HttpRequestException or WebSocketException or IOException or SocketException
            or AuthenticationException or CryptographicException;

    public static ProbeReply Reply(Exception e) => new ProbeReply.NotReached(Printable.Clip(Innermost(e)));

    private static string Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e.Message;
}
