using System.Collections.Immutable;

namespace Fleet.Domain.Reconciling;

/// <summary>The first layer: what the files say.</summary>
/// <param name="AnonymousProvider">The provider that opens this host: "jitsi-anonymous" where the module is installed, else
/// "anonymous".</param>
/// <param name="AnonymousDomain">`anonymousdomain` of the web client's config.js; null = not set.</param>
/// <param name="RegistrationOpen">Whether anybody may make an account; null = could not be determined.</param>
public sealed record OnDisk(
    ProviderReading Provider,
    string AnonymousProvider,
    ConfigLink Link,
    ConfigCheck Config,
    ImmutableArray<ConfigOverride> Overrides,
    GuestHost GuestHost,
    JicofoAuthentication Jicofo,
    string? AnonymousDomain,
    bool? RegistrationOpen,
    StorageReading Storage,
    ImmutableArray<FileFinding> Files);

/// <summary>
/// The authentication provider of the server's domain: its value, or why it cannot be determined. Rewritable = a plain literal of the
/// domain's own section.
/// </summary>
public sealed record ProviderReading(string? Value, bool Rewritable, string? Problem);

public enum ConfigLink
{
    Intact,
    Missing,
    Copied,
    Dangling,
    Elsewhere,
    Unknown,
}

public sealed record ConfigCheck(ConfigValidity Validity, string? Problem);

public enum ConfigValidity
{
    Valid,
    Invalid,
    Unknown,
}

/// <summary>
/// A second definition that may win over the domain's own one: the option ("authentication"), the place ("conf.d/other.cfg.lua:12").
/// </summary>
public sealed record ConfigOverride(string Option, string Place);

public enum GuestHost
{
    Absent,
    Anonymous,
    Closed,
    Unknown,
}

public enum JicofoAuthentication
{
    Off,
    On,
    OtherDomain,
    Unknown,
}

/// <summary>Whether accounts are Prosody's own files; the problem says what overrides them, or why it can't be told.</summary>
/// <param name="PasswordHash">That of the domain's accounts, "SHA-1" or "SHA-256"; null where Fleet can't say.</param>
public sealed record StorageReading(StorageSupport Support, string? Problem, string? PasswordHash = null);

public enum StorageSupport
{
    Files,
    Overridden,
    Unknown,
}

/// <summary>
/// A file whose owner or mode keeps Prosody from working or lets others in: the file's role ("host-config", "account:alice"), expected and
/// found as "0640 root:prosody".
/// </summary>
public sealed record FileFinding(string Subject, string Expected, string Found, bool Repairable);
