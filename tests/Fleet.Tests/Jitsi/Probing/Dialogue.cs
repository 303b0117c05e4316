using Fleet.Jitsi.Probing;

namespace Fleet.Tests.Jitsi.Probing;

/// <summary>Plays a server's replies to a probe and keeps what the probe sent.</summary>
internal sealed class Dialogue(params ProbeReply[] replies)
{
    public List<string> Sent { get; } = [];

    public T Run<T>(ProbeStep<T> step)
    {
        var left = new Queue<ProbeReply>(replies);
        while (step is ProbeStep<T>.Send send)
        {
            Sent.Add(send.Body);
            step = send.Next(left.Count > 0 ? left.Dequeue() : Ok("<body xmlns='http://jabber.org/protocol/httpbind'/>"));
        }
        return ((ProbeStep<T>.Done)step).Outcome;
    }

    public static ProbeReply Ok(string body) => new ProbeReply.Answered(200, body);

    public static ProbeReply Opened(params string[] mechanisms) => Ok(
        "<body xmlns:stream='http://etherx.jabber.org/streams' authid='x' hold='1' inactivity='60' sid=\"3f0e\" xmlns='http://jabber.org/protocol/httpbind'>"
        + "<stream:features><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" + string.Concat(mechanisms.Select(m => $"<mechanism>{m}</mechanism>"))
        + "</mechanisms></stream:features></body>");

    public static ProbeReply Sasl(string element) =>
        Ok($"<body sid='3f0e' xmlns='http://jabber.org/protocol/httpbind'>{element.Replace("/>", " xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", StringComparison.Ordinal)}</body>");

    public static ProbeReply SaslIn(string name, string content) =>
        Ok($"<body xmlns='http://jabber.org/protocol/httpbind'><{name} xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>{content}</{name}></body>");
}
