using System.Text.Json.Serialization;

namespace Fleet.Domain.Drift;

/// <summary>
/// A typed difference between the desired state and an observation. The subject tells two of one kind apart (a user, a service, a file).
/// </summary>
/// <param name="Waived">An operator answers for it, for a time.</param>
public sealed record DriftItem(DriftLayer Layer, DriftKind Kind, DriftSeverity Severity, string Subject, string Evidence, bool Waived = false)
{
    [JsonIgnore]
    public DriftKey Key => new(Kind, Subject);

    /// <summary>Shown, and neither counted nor paged.</summary>
    [JsonIgnore]
    public bool IsQuiet => IsNotice || Waived;

    /// <summary>Worth knowing, and no difference from what was commanded.</summary>
    [JsonIgnore]
    public bool IsNotice => Kind is DriftKind.Held
        or DriftKind.RoomCreation or DriftKind.ExposedPort or DriftKind.PackageChanged or DriftKind.DiskFull
        // a hardening of `members` that waits for Jicofo's next restart: nobody gets in by it
        || (Kind, Layer, Severity) is (DriftKind.JicofoAuth, DriftLayer.InForce, DriftSeverity.Medium);
}

/// <summary>What makes a drift the same one in two reports.</summary>
public sealed record DriftKey(DriftKind Kind, string Subject);

public enum DriftLayer
{
    OnDisk,
    InForce,
    Outside,
    Host,
}

public enum DriftSeverity
{
    Info,
    Medium,
    High,
    Critical,
}

public enum DriftKind
{
    AccessMode,
    NotInForce,
    OpenFromOutside,
    LoginRefused,
    GuestHost,
    JicofoAuth,
    AnonymousDomain,
    ConfigNotLoaded,
    ConfigInvalid,
    ConfigOverride,
    UserMissing,
    UserUnknown,
    UserReturned,
    UserCredential,
    UserDisabled,
    OldSessions,
    RegistrationOpen,
    ServiceDown,
    FilePermissions,
    Unsupported,
    Undetermined,
    UntestedVersion,
    HostKey,
    HostIdentity,
    OtherOwner,
    Held,
    Clock,
    HostProgram,
    Unreachable,
    NeedsPassword,
    RoomCreation,
    EmptyToken,
    ExposedPort,
    PackageChanged,
    DiskFull,
}
