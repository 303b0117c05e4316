using System.Xml.Linq;

namespace Fleet.Jitsi.Probing;

/// <summary>The messages of one stream over WebSocket (RFC 7395): an element each.</summary>
internal sealed record WebSocketSession(string Host) : ProbeSession
{
    private static readonly XNamespace Framing = ProbeXml.Framing;
    private static readonly XNamespace Sasl = ProbeXml.Sasl;

    public override bool IsGreeted => true;

    public override string Open() => Text(new XElement(Framing + "open", new XAttribute("to", Host), new XAttribute("version", "1.0")));

    public override string Authenticate(string mechanism, string? initial) =>
        Text(new XElement(Sasl + "auth", new XAttribute("mechanism", mechanism), initial));

    public override string Respond(string response) => Text(new XElement(Sasl + "response", response));

    public override string Poll() => "";

    public override string Terminate() => Text(new XElement(Framing + "close"));

    public override ProbeAnswer Read(ProbeReply reply) => WebSocketAnswer.Read(reply);

    private static string Text(XElement message) => message.ToString(SaveOptions.DisableFormatting);
}
