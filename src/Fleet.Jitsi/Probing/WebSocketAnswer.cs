using System.Xml.Linq;
using Fleet.Domain;

namespace Fleet.Jitsi.Probing;

/// <summary>What one message of a WebSocket says, or the handshake that led to none.</summary>
internal static class WebSocketAnswer
{
    public static ProbeAnswer Read(ProbeReply reply) => reply switch
    {
        ProbeReply.NotReached lost => ProbeAnswer.NotReached(lost),
        ProbeReply.Answered { Status: ProbeReply.Message, Body: var text } when ProbeXml.Parse(text) is { } message => Read(message),
        ProbeReply.Answered { Status: ProbeReply.Message } other =>
            new ProbeAnswer.NotUnderstood($"not XMPP: {Printable.Clip(other.Body, 60)}"),
        ProbeReply.Answered { Status: var status } => Refused(status),
        _ => throw new InvalidOperationException($"unknown reply {reply.GetType().Name}"),
    };

    // Older hosts have none, and where nginx knows nothing of it the path is that of a room: nobody gets in by it.
    private static ProbeAnswer Refused(int status) => status switch
    {
        404 or (>= 200 and < 300) => new ProbeAnswer.NoSuchHost($"no WebSocket at /xmpp-websocket (HTTP {status})"),
        403 => new ProbeAnswer.NoSuchHost("the WebSocket takes no client from the domain's own page (HTTP 403)"),
        502 or 503 or 504 => new ProbeAnswer.NotUnderstood($"HTTP {status}: the web server does not reach Prosody"),
        _ => new ProbeAnswer.NotUnderstood($"HTTP {status} instead of a WebSocket"),
    };

    private static ProbeAnswer Read(XElement message) => (message.Name.NamespaceName, message.Name.LocalName) switch
    {
        (ProbeXml.Framing, "open") => new ProbeAnswer.Pending(),
        (ProbeXml.Framing, "close") => new ProbeAnswer.NotUnderstood("the server closed the stream"),
        (ProbeXml.Streams, "features") => new ProbeAnswer.Opened("", ProbeAnswer.Offered(message)),
        (ProbeXml.Streams, "error") => Ended(message),
        _ => ProbeAnswer.OfSasl([message]) ?? new ProbeAnswer.NotUnderstood($"unexpected {Printable.Clip(message.Name.LocalName, 40)}"),
    };

    private static ProbeAnswer Ended(XElement error)
    {
        var condition = Printable.Clip(error.Elements().FirstOrDefault()?.Name.LocalName, 40);
        return condition is "host-unknown" or "improper-addressing"
            ? new ProbeAnswer.NoSuchHost($"the server does not serve this host ({condition})")
            : new ProbeAnswer.NotUnderstood($"the server ended the stream ({condition})");
    }
}
