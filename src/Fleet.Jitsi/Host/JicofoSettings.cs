namespace Fleet.Jitsi.Host;

/// <summary>
/// What one of the places where Jicofo's authentication can be written says. A member is null when that place does not set it;
/// <paramref name="Type"/> and <paramref name="LoginUrl"/> are empty when what is set there can't be said on the wire.
/// <paramref name="Ours"/>: Fleet's own line is in it.
/// </summary>
public sealed record JicofoSettings(
    JicofoSource Source,
    JicofoFileState State,
    string? Hash,
    bool? Enabled,
    string? Type,
    string? LoginUrl,
    bool Ours);

/// <summary>In order of precedence: what stands first wins.</summary>
public enum JicofoSource
{
    /// <summary>org.jitsi.jicofo.auth.URL in sip-communicator.properties.</summary>
    Legacy,
    /// <summary>-Dorg.jitsi.jicofo.auth.URL in JAVA_SYS_PROPS.</summary>
    OptionsLegacy,
    /// <summary>-Djicofo.authentication.* in JAVA_SYS_PROPS.</summary>
    Options,
    /// <summary>jicofo.authentication in jicofo.conf.</summary>
    Hocon,
}

public enum JicofoFileState
{
    Read,
    Missing,
    Unreadable,
    /// <summary>Not the syntax that Jicofo reads.</summary>
    Invalid,
    /// <summary>The host has no ruby-hocon to read it with.</summary>
    NoReader,
}
