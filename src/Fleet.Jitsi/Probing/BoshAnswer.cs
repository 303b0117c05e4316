using System.Xml.Linq;
using Fleet.Domain;

namespace Fleet.Jitsi.Probing;

/// <summary>A reply, told apart. Every text that comes from the server is clipped and printable.</summary>
internal abstract record BoshAnswer
{
    private BoshAnswer() { }

    public sealed record Opened(string SessionId, IReadOnlyList<string> Mechanisms) : BoshAnswer;

    public sealed record Challenge(string Data) : BoshAnswer;

    public sealed record Success(string Data) : BoshAnswer;

    public sealed record Failure(string Condition, string? Text) : BoshAnswer
    {
        private static readonly HashSet<string> Refusals =
            ["invalid-mechanism", "not-allowed", "not-authorized", "account-disabled", "credentials-expired"];

        /// <summary>A no that stays one. Other conditions (temporary-auth-failure, say) tell nothing about who may come in.</summary>
        public bool IsRefusal => Refusals.Contains(Condition);

        public override string ToString() => Text is null ? Condition : $"{Condition}: {Text}";
    }

    /// <summary>Nothing yet.</summary>
    public sealed record Pending : BoshAnswer;

    /// <summary>The server runs and does not serve this host.</summary>
    public sealed record NoSuchHost(string Detail) : BoshAnswer;

    public sealed record NotUnderstood(string Detail) : BoshAnswer;

    public static BoshAnswer Read(BoshReply reply) => reply switch
    {
        BoshReply.NotReached lost => new NotUnderstood($"not reached: {Printable.Clip(lost.Reason)}"),
        BoshReply.Answered { Status: 200, Body: var text } when BoshXml.Parse(text) is { } body => Read(body),
        BoshReply.Answered { Status: 200, Body: var text } => new NotUnderstood(NotBosh(text)),
        BoshReply.Answered answered => Read(answered.Status, answered.Body),
        _ => throw new InvalidOperationException($"unknown reply {reply.GetType().Name}"),
    };

    private static BoshAnswer Read(int status, string body) => status switch
    {
        404 when Has(body, "Unknown host") => new NoSuchHost("Prosody has no HTTP host of this name (404)"),
        404 => new NotUnderstood("HTTP 404: no BOSH at /http-bind"),
        502 or 503 or 504 => new NotUnderstood($"HTTP {status}: the web server does not reach Prosody"),
        >= 300 and < 400 => new NotUnderstood($"HTTP {status}: redirected, which is not followed"),
        _ => new NotUnderstood($"HTTP {status}"),
    };

    private static string NotBosh(string body) =>
        Has(body, "<!doctype html") || Has(body, "<html")
            ? "an HTML page instead of BOSH"
            : $"not BOSH: {Printable.Clip(body, 60)}";

    private static bool Has(string body, string text) => body.Contains(text, StringComparison.OrdinalIgnoreCase);

    private static BoshAnswer Read(XElement body)
    {
        if ((string?)body.Attribute("type") is "terminate" or "error") return Ended((string?)body.Attribute("condition") ?? "", body);
        if (Sasl(body, "success") is { } success) return new Success(success.Value.Trim());
        if (Sasl(body, "challenge") is { } challenge) return new Challenge(challenge.Value.Trim());
        if (Sasl(body, "failure") is { } failure) return Failed(failure);
        if ((string?)body.Attribute("sid") is { Length: > 0 and <= 256 } session) return new Opened(session, Offered(body));
        return body.HasElements ? new NotUnderstood("unexpected elements in a BOSH body") : new Pending();
    }

    private static BoshAnswer Ended(string condition, XElement body) =>
        condition is "host-unknown" or "improper-addressing" || body.Descendants().Any(e => e.Name.LocalName == "host-unknown")
            ? new NoSuchHost($"the server does not serve this host ({(condition is "" ? "host-unknown" : Printable.Clip(condition, 40))})")
            : new NotUnderstood($"the server ended the session ({Printable.Clip(condition, 40)})");

    private static Failure Failed(XElement failure)
    {
        var condition = failure.Elements().FirstOrDefault(e => e.Name.NamespaceName == BoshXml.Sasl && e.Name.LocalName != "text");
        var text = failure.Element(XName.Get("text", BoshXml.Sasl))?.Value;
        return new(Printable.Clip(condition?.Name.LocalName ?? "", 60), text is null ? null : Printable.Clip(text, 120));
    }

    private static XElement? Sasl(XElement body, string name) => body.Element(XName.Get(name, BoshXml.Sasl));

    // Prosody lists them in another order each time
    private static List<string> Offered(XElement body)
    {
        var mechanisms = body.Descendants(XName.Get("mechanism", BoshXml.Sasl)).Take(20);
        return [.. mechanisms.Select(m => Printable.Clip(m.Value.Trim(), 40)).Order(StringComparer.Ordinal)];
    }
}
