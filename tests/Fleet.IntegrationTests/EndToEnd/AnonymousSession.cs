using System.Xml.Linq;
using Fleet.IntegrationTests.Jitsi;
using Fleet.Jitsi.Probing;

namespace Fleet.IntegrationTests.EndToEnd;

/// <summary>A browser without a login: a BOSH session (XEP-0206) that came in by SASL ANONYMOUS, got its name, and can be asked whether it still lives.</summary>
internal sealed class AnonymousSession
{
    private const string Client = "jabber:client";
    private static readonly XNamespace Bosh = "http://jabber.org/protocol/httpbind";
    private static readonly XNamespace Xbosh = "urn:xmpp:xbosh";
    private readonly BoshClient _bosh;
    private readonly string _host;
    private long _request = Random.Shared.NextInt64(1L << 40);
    private string? _id;

    private AnonymousSession(BoshClient bosh, string host) => (_bosh, _host) = (bosh, host);

    public static Task<AnonymousSession> Open(BoshClient bosh, string host) =>
        Open(bosh, host, "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>");

    /// <summary>The same session, that came in otherwise.</summary>
    public static async Task<AnonymousSession> Open(BoshClient bosh, string host, string auth)
    {
        var session = new AnonymousSession(bosh, host);
        var opened = await session.Send(
            new XAttribute("to", host), new XAttribute("ver", "1.6"), new XAttribute("wait", "5"), new XAttribute("hold", "1"), new XAttribute(Xbosh + "version", "1.0"));
        session._id = opened.Attribute("sid")!.Value;
        var login = await session.Send(XElement.Parse(auth));
        login.Elements().ShouldHaveSingleItem().Name.LocalName.ShouldBe("success", login.ToString());
        await session.Send(new XAttribute("to", host), new XAttribute(Xbosh + "restart", "true"));
        (await session.Ask("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>", "set")).ShouldBe("result");
        return session;
    }

    public static Task<AnonymousSession[]> Open(BoshClient bosh, string host, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(_ => Open(bosh, host)));

    /// <summary>Whether the server still answers what this session asks.</summary>
    public async Task<bool> IsAlive() => await Ask("<ping xmlns='urn:xmpp:ping'/>", "get") == "result";

    /// <returns>The type of the answer; null when the session is no more.</returns>
    private async Task<string?> Ask(string question, string type)
    {
        var id = $"q{_request}";
        var answer = await Send(XElement.Parse($"<iq xmlns='{Client}' id='{id}' to='{_host}' type='{type}'>{question}</iq>"));
        while (answer.Attribute("type") is null)
        {
            if (answer.Elements(XName.Get("iq", Client)).FirstOrDefault(e => (string?)e.Attribute("id") == id) is { } found)
                return (string?)found.Attribute("type");
            answer = await Send();
        }

        return null;
    }

    private async Task<XElement> Send(params object[] content)
    {
        var body = new XElement(Bosh + "body", new XAttribute("rid", ++_request), _id is null ? null : new XAttribute("sid", _id), content);
        var reply = await _bosh.Post(body.ToString(SaveOptions.DisableFormatting));
        return reply is { Status: 200 } ? XElement.Parse(reply.Body) : throw new InvalidOperationException($"HTTP {reply.Status}: {reply.Body}");
    }
}
