namespace Fleet.Jitsi.Host;

/// <summary>
/// <paramref name="Files"/> and <paramref name="Jicofo"/> are null when the digest is the one that the request named;
/// <paramref name="Jicofo"/> is empty when the host's program is too old to tell.
/// </summary>
public sealed record HostConfig(string Digest, IReadOnlyList<ConfigFile>? Files, IReadOnlyList<JicofoSettings>? Jicofo = null);

/// <summary>
/// <paramref name="Path"/> as Prosody would open it; of a link, <paramref name="Target"/> is where it leads and the rest describes that file.
/// <paramref name="Hash"/> is salted with a value that stays on the host. <paramref name="Masked"/> has one char per byte of the file
/// (Latin-1), so an index is a byte offset; what was masked is a run of <see cref="MaskedChar"/>.
/// <paramref name="Text"/> is what anybody may read of a public file, likewise byte for char: what is not ASCII is a question mark.
/// </summary>
public sealed record ConfigFile(
    string Path,
    ConfigFileKind Kind,
    string? Target,
    FileStatus? Status,
    string? Hash,
    ConfigContent Content,
    string? Masked,
    string? Text = null)
{
    public const char MaskedChar = '*';
}

public sealed record FileStatus(string Owner, string Group, string Mode, long Size, DateTimeOffset ModifiedAt);

public enum ConfigFileKind
{
    Regular,
    Link,
    DanglingLink,
    Missing,
    /// <summary>A directory, pipe, socket or device where a file belongs.</summary>
    Other,
}

public enum ConfigContent
{
    Masked,
    /// <summary>Served to everybody by the web server, so nothing in it is secret.</summary>
    Public,
    /// <summary>Not Lua as the masker knows it: nothing of it is shown.</summary>
    Unreadable,
    /// <summary>Not asked for, or outside of the configuration's own directories.</summary>
    Withheld,
    TooBig,
    None,
}

/// <summary>What <c>prosodyctl check config</c> made of the files; <paramref name="Line"/> of <paramref name="File"/> is where it stopped.</summary>
public sealed record ConfigVerdict(ConfigValidity Validity, string? File, long? Line);

public enum ConfigValidity
{
    Valid,
    Invalid,
    NotRun,
    Unknown,
}
