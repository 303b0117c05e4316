namespace Fleet.Domain.Drift;

/// <summary>A drift that somebody answers for until a time: shown as waived, neither repaired nor paged, and as ever afterwards.</summary>
/// <param name="Subject">null = every subject of that kind.</param>
/// <param name="Since">The generation of the waiver: what is commanded later is carried out.</param>
public sealed record DriftWaiver(DriftKind Kind, string? Subject, DateTimeOffset Until, string Owner, string Reason, long Since)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    public bool Covers(DriftKey drift, DateTimeOffset now) =>
        now < Until && drift.Kind == Kind && (Subject is null || Subject == drift.Subject) && Waivable.WhyNot(Kind) is null;
}

/// <summary>Which drift may be waived: none by which somebody gets in who must not, none of another machine, none that is not known.</summary>
public static class Waivable
{
    private const string Known = "what is not known may be anything. If the server is being worked on: "
        + "`fleet servers enforcement name=SERVER suspend --until 2h --reason TEXT`";

    /// <returns>null = it may be; else why not, and what to do instead.</returns>
    public static string? WhyNot(DriftKind kind) => kind switch
    {
        DriftKind.AnonymousDomain or DriftKind.ConfigInvalid or DriftKind.ConfigOverride
            or DriftKind.UserMissing or DriftKind.UserUnknown or DriftKind.UserCredential or DriftKind.UserDisabled
            or DriftKind.NeedsPassword or DriftKind.OldSessions or DriftKind.LoginRefused or DriftKind.ServiceDown
            or DriftKind.FilePermissions or DriftKind.Unsupported or DriftKind.Held or DriftKind.Clock
            or DriftKind.RoomCreation or DriftKind.ExposedPort or DriftKind.PackageChanged or DriftKind.DiskFull => null,
        DriftKind.HostKey or DriftKind.HostIdentity =>
            "another machine answers. If it was re-installed: `fleet servers replace SERVER`; if it moved: `fleet servers move SERVER ...`",
        DriftKind.OtherOwner => "two fleets would undo each other's changes. If it is theirs: `fleet servers retire SERVER`",
        DriftKind.HostProgram => "without the program that Fleet installed nothing that it says counts: `fleet servers prepare SERVER`",
        DriftKind.ConfigNotLoaded =>
            "Prosody would start with other files than Fleet reads. To leave it so: `fleet servers enforcement name=SERVER observe`",
        DriftKind.UntestedVersion => "`fleet servers version accept name=SERVER VERSION --reason TEXT` accepts one version, and no later one",
        DriftKind.UserReturned => "somebody who lost the account could log in. If it may stay: `fleet users select USER --on ...`, or "
            + "`fleet servers accounts report name=SERVER USER`",
        DriftKind.Unreachable or DriftKind.Undetermined => Known,
        _ => "somebody could open a room who must not. If that is meant: `fleet servers access name=SERVER open`; to see what is to be done: "
            + "`fleet plan repair name=SERVER`",
    };
}
