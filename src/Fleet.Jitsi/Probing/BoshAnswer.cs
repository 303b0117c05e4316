using System.Xml.Linq;
using Fleet.Domain;

namespace Fleet.Jitsi.Probing;

/// <summary>What the reply to one POST says.</summary>
internal static class BoshAnswer
{
    private static readonly XName Body = XName.Get("body", ProbeXml.Bosh);

    public static ProbeAnswer Read(ProbeReply reply) => reply switch
    {
        ProbeReply.NotReached lost => ProbeAnswer.NotReached(lost),
        ProbeReply.Answered { Status: 200, Body: var text } when ProbeXml.Parse(text) is { } body && body.Name == Body => Read(body),
        ProbeReply.Answered { Status: 200, Body: var text } => new ProbeAnswer.NotUnderstood(NotBosh(text)),
        ProbeReply.Answered answered => Read(answered.Status, answered.Body),
        _ => throw new InvalidOperationException($"unknown reply {reply.GetType().Name}"),
    };

    private static ProbeAnswer Read(int status, string body) => status switch
    {
        404 when Has(body, "Unknown host") => new ProbeAnswer.NoSuchHost("Prosody has no HTTP host of this name (404)"),
        404 => new ProbeAnswer.NotUnderstood("HTTP 404: no BOSH at /http-bind"),
        502 or 503 or 504 => new ProbeAnswer.NotUnderstood($"HTTP {status}: the web server does not reach Prosody"),
        >= 300 and < 400 => new ProbeAnswer.NotUnderstood($"HTTP {status}: redirected, which is not followed"),
        _ => new ProbeAnswer.NotUnderstood($"HTTP {status}"),
    };

    private static string NotBosh(string body) =>
        Has(body, "<!doctype html") || Has(body, "<html")
            ? "an HTML page instead of BOSH"
            : $"not BOSH: {Printable.Clip(body, 60)}";

    private static bool Has(string body, string text) => body.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static ProbeAnswer Read(XElement body)
    {
        if ((string?)body.Attribute("type") is "terminate" or "error") return Ended((string?)body.Attribute("condition") ?? "", body);
        if (ProbeAnswer.OfSasl([.. body.Elements()]) is { } answer) return answer;
        if ((string?)body.Attribute("sid") is { Length: > 0 and <= 256 } id) return new ProbeAnswer.Opened(id, ProbeAnswer.Offered(body));
        return body.HasElements ? new ProbeAnswer.NotUnderstood("unexpected elements in a BOSH body") : new ProbeAnswer.Pending();
    }

    private static ProbeAnswer Ended(string condition, XElement body)
    {
        var shown = Printable.Clip(condition, 40);
        return condition is "host-unknown" or "improper-addressing" || body.Descendants().Any(e => e.Name.LocalName == "host-unknown")
            ? new ProbeAnswer.NoSuchHost($"the server does not serve this host ({(shown is "" ? "host-unknown" : shown)})")
            : new ProbeAnswer.NotUnderstood($"the server ended the session ({shown})");
    }
}
