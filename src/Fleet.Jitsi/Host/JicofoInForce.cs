namespace Fleet.Jitsi.Host;

/// <summary>
/// What the running Jicofo does. <paramref name="LoginUrl"/> as it said when it started; <paramref name="Reason"/> why the authority is
/// not known.
/// </summary>
public sealed record JicofoInForce(JicofoAuthority Authority, string? LoginUrl, string? Reason)
{
    public static readonly JicofoInForce NotSaid = new(JicofoAuthority.Unknown, null, null);

    internal static JicofoInForce Read(ReplyReader reader) =>
        reader.Optional("jicofo-in-force", f => new JicofoInForce(f.OneOf<JicofoAuthority>(), f.OptionalText(), f.OptionalText()))
        ?? NotSaid;
}

public enum JicofoAuthority
{
    Xmpp,
    Jwt,
    None,
    Unknown,
}
