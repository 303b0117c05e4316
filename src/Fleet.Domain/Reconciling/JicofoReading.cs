namespace Fleet.Domain.Reconciling;

/// <summary>Who may open a room by Jicofo: anybody, who logged in at the server's domain, or somebody else.</summary>
public enum JicofoAuthentication
{
    Off,
    On,
    OtherDomain,
    Unknown,
    OtherType,
}

/// <summary>Where a setting of Jicofo comes from; the later overrides the earlier.</summary>
public enum JicofoSource
{
    File,
    FileOptions,
    Legacy,
    LegacyOptions,
}

/// <summary>What Jicofo's files say of its authentication, taken together by their precedence.</summary>
/// <param name="Installed">Whether this host has a Jicofo at all.</param>
/// <param name="Source">Where the setting in force after a restart comes from; null = nowhere, so the default holds.</param>
/// <param name="Ours">Fleet's own line is in jicofo.conf.</param>
/// <param name="Rewritable">Fleet can turn the authentication on in that place.</param>
/// <param name="Problem">Why it can't be determined, or what is wrong with it.</param>
/// <param name="Invalid">Jicofo would not start with this file.</param>
public sealed record JicofoReading(
    JicofoAuthentication State, bool Installed, JicofoSource? Source, bool Ours, bool Rewritable, string? Problem, bool Invalid = false);

/// <summary>What the running Jicofo does.</summary>
public sealed record JicofoInForce(JicofoAuthentication Authentication, string? Problem);
