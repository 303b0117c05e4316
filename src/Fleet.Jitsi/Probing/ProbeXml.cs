using System.Xml;
using System.Xml.Linq;

namespace Fleet.Jitsi.Probing;

/// <summary>A reply's body as untrusted XML: no DTD, no entity from outside, bounded in size and depth.</summary>
internal static class ProbeXml
{
    public const string Bosh = "http://jabber.org/protocol/httpbind";
    public const string Xbosh = "urn:xmpp:xbosh";
    public const string Framing = "urn:ietf:params:xml:ns:xmpp-framing";
    public const string Streams = "http://etherx.jabber.org/streams";
    public const string Sasl = "urn:ietf:params:xml:ns:xmpp-sasl";

    private const int DeepestNesting = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = ProbeReply.LongestBody,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The text's one element, or null when it is anything else.</summary>
    public static XElement? Parse(string text)
    {
        try
        {
            if (IsTooDeep(text)) return null;
            using var reader = Reader(text);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // Prosody 13 leaves out what `stream:` means when it refuses a host over WebSocket.
    private static XmlReader Reader(string text)
    {
        var prefixes = new XmlNamespaceManager(new NameTable());
        prefixes.AddNamespace("stream", Streams);
        return XmlReader.Create(new StringReader(text), Settings, new XmlParserContext(null, prefixes, null, XmlSpace.None));
    }

    // before a tree is built, for building and walking one recurses
    private static bool IsTooDeep(string text)
    {
        using var reader = Reader(text);
        while (reader.Read())
            if (reader.Depth > DeepestNesting) return true;
        return false;
    }
}
