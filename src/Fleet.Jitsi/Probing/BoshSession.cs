using System.Globalization;
using System.Xml.Linq;

namespace Fleet.Jitsi.Probing;

/// <summary>The requests of one BOSH session (XEP-0124, XEP-0206). The request id rises with each; its random start is handed in.</summary>
internal sealed record BoshSession(string Host, long RequestId, string? SessionId = null)
{
    private static readonly XNamespace Bosh = BoshXml.Bosh;
    private static readonly XNamespace Xbosh = BoshXml.Xbosh;
    private static readonly XNamespace Sasl = BoshXml.Sasl;

    public BoshSession Advance() => this with { RequestId = RequestId + 1 };

    public string Open() => Body(
        new XAttribute("to", Host),
        new XAttribute("ver", "1.6"),
        new XAttribute("wait", "10"),
        new XAttribute("hold", "1"),
        new XAttribute(XNamespace.Xml + "lang", "en"),
        new XAttribute("content", "text/xml; charset=utf-8"),
        new XAttribute(XNamespace.Xmlns + "xmpp", Xbosh.NamespaceName),
        new XAttribute(Xbosh + "version", "1.0"));

    public string Authenticate(string mechanism, string? initial) =>
        Body(new XElement(Sasl + "auth", new XAttribute("mechanism", mechanism), initial));

    public string Respond(string response) => Body(new XElement(Sasl + "response", response));

    public string Poll() => Body();

    public string Terminate() => Body(new XAttribute("type", "terminate"));

    private string Body(params object[] content)
    {
        var session = SessionId is null ? null : new XAttribute("sid", SessionId);
        var request = new XAttribute("rid", RequestId.ToString(CultureInfo.InvariantCulture));
        return new XElement(Bosh + "body", request, session, content).ToString(SaveOptions.DisableFormatting);
    }
}
