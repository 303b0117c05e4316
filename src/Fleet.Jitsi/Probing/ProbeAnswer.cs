using System.Xml.Linq;
using Fleet.Domain;

namespace Fleet.Jitsi.Probing;

/// <summary>A reply, told apart. Every text that comes from the server is clipped and printable.</summary>
internal abstract record ProbeAnswer
{
    private ProbeAnswer() { }

    /// <param name="SessionId">Empty over WebSocket, where the connection is the session.</param>
    public sealed record Opened(string SessionId, IReadOnlyList<string> Mechanisms) : ProbeAnswer;

    public sealed record Challenge(string Data) : ProbeAnswer;

    public sealed record Success(string Data) : ProbeAnswer;

    public sealed record Failure(string Condition, string? Text) : ProbeAnswer
    {
        private static readonly HashSet<string> Refusals =
            ["invalid-mechanism", "not-allowed", "not-authorized", "account-disabled", "credentials-expired"];

        /// <summary>A no that stays one. Other conditions (temporary-auth-failure, say) tell nothing about who may come in.</summary>
        public bool IsRefusal => Refusals.Contains(Condition);

        public override string ToString() => Text is null ? Condition : $"{Condition}: {Text}";
    }

    /// <summary>Nothing yet.</summary>
    public sealed record Pending : ProbeAnswer;

    /// <summary>The server runs and does not serve this host.</summary>
    public sealed record NoSuchHost(string Detail) : ProbeAnswer;

    public sealed record NotUnderstood(string Detail) : ProbeAnswer;

    public static ProbeAnswer NotReached(ProbeReply.NotReached lost) => new NotUnderstood($"not reached: {Printable.Clip(lost.Reason)}");

    /// <summary>What SASL says in one of these elements; null when it says nothing there.</summary>
    public static ProbeAnswer? OfSasl(IReadOnlyList<XElement> elements)
    {
        if (Named(elements, "success") is { } success) return new Success(success.Value.Trim());
        if (Named(elements, "challenge") is { } challenge) return new Challenge(challenge.Value.Trim());
        return Named(elements, "failure") is { } failure ? Failed(failure) : null;
    }

    // Prosody lists them in another order each time
    public static List<string> Offered(XElement features)
    {
        var mechanisms = features.Descendants(XName.Get("mechanism", ProbeXml.Sasl)).Take(20);
        return [.. mechanisms.Select(m => Printable.Clip(m.Value.Trim(), 40)).Order(StringComparer.Ordinal)];
    }

    private static Failure Failed(XElement failure)
    {
        var condition = failure.Elements().FirstOrDefault(e => e.Name.NamespaceName == ProbeXml.Sasl && e.Name.LocalName != "text");
        var text = failure.Element(XName.Get("text", ProbeXml.Sasl))?.Value;
        return new(Printable.Clip(condition?.Name.LocalName ?? "", 60), text is null ? null : Printable.Clip(text, 120));
    }

    private static XElement? Named(IReadOnlyList<XElement> elements, string name) =>
        elements.FirstOrDefault(e => e.Name == XName.Get(name, ProbeXml.Sasl));
}
