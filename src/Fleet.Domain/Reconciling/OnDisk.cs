using System.Collections.Immutable;

namespace Fleet.Domain.Reconciling;

/// <summary>The first layer: what the files say.</summary>
/// <param name="AnonymousProvider">The provider that opens this host: "jitsi-anonymous" where the module is installed, else
/// "anonymous".</param>
/// <param name="GuestHost">Whether any other virtual host lets guests in; <paramref name="Guests"/> is the one that Fleet would make.</param>
/// <param name="Jicofo">What Jicofo would do by its files; <paramref name="JicofoFiles"/> is where that comes from.</param>
/// <param name="AnonymousDomain">`anonymousdomain` of the web client's config.js; null = not set, or not known.</param>
/// <param name="RegistrationOpen">Whether anybody may make an account; null = could not be determined.</param>
/// <param name="RoomCreationRestricted">Whether only Jicofo makes rooms, the second lock; null = could not be determined.</param>
/// <param name="EmptyTokens">Whether a token host lets in who has no token; null = it is none, or it can't be told.</param>
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
    ImmutableArray<FileFinding> Files,
    GuestHostReading? Guests = null,
    JicofoReading? JicofoFiles = null,
    AnonymousDomainReading? WebClient = null,
    bool? RoomCreationRestricted = null,
    bool? EmptyTokens = null);

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
