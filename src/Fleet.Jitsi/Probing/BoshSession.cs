using System.Globalization;
using System.Xml.Linq;

namespace Fleet.Jitsi.Probing;

/// <summary>The requests of one BOSH session (XEP-0124, XEP-0206). The request id rises with each; its random start is handed in.</summary>
internal sealed record BoshSession(string Host, long RequestId, string? SessionId = null) : ProbeSession
{
    private static readonly XNamespace Bosh = ProbeXml.Bosh;
    private static readonly XNamespace Xbosh = ProbeXml.Xbosh;
    private static readonly XNamespace Sasl = ProbeXml.Sasl;

    public override ProbeSession As(string sessionId) => this with { SessionId = sessionId };

    public override ProbeSession Advance() => this with { RequestId = RequestId + 1 };

    public override string Open() => Body(
        new XAttribute("to", Host),
        new XAttribute("ver", "1.6"),
        new XAttribute("wait", "10"),
        new XAttribute("hold", "1"),
        new XAttribute(XNamespace.Xml + "lang", "en"),
        new XAttribute("content", "text/xml; charset=utf-8"),
        new XAttribute(XNamespace.Xmlns + "xmpp", Xbosh.NamespaceName),
        new XAttribute(Xbosh + "version", "1.0"));

    public override string Authenticate(string mechanism, string? initial) =>
        Body(new XElement(Sasl + "auth", new XAttribute("mechanism", mechanism), initial));

    public override string Respond(string response) => Body(new XElement(Sasl + "response", response));

    public override string Poll() => Body();

    public override string Terminate() => Body(new XAttribute("type", "terminate"));

    public override ProbeAnswer Read(ProbeReply reply) => BoshAnswer.Read(reply);

    private string Body(params object[] content)
    {
        var session = SessionId is null ? null : new XAttribute("sid", SessionId);
        var request = new XAttribute("rid", RequestId.ToString(CultureInfo.InvariantCulture));
        return new XElement(Bosh + "body", request, session, content).ToString(SaveOptions.DisableFormatting);
    }
}
