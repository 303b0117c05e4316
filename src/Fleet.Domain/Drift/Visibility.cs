using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Drift;

/// <summary>Whether a report could have seen a drift. One that is not told by a report that could not see it goes on.</summary>
internal static class Visibility
{
    public static bool Includes(ReconcileReport report, DriftItem drift) => drift switch
    {
        { Subject: DriftSubject.Ssh } => true,
        { Layer: DriftLayer.Outside, Kind: DriftKind.Undetermined } => report.Probe is not null,
        { Layer: DriftLayer.Outside } => report.Probe is not null && !IsUndetermined(report, DriftSubject.Outside),
        { Kind: DriftKind.Undetermined } => report.Observation is not null,
        _ => report.Observation is not null && !Sources(drift).Any(s => IsUndetermined(report, s)),
    };

    private static bool IsUndetermined(ReconcileReport report, string subject) =>
        report.Drift.Any(d => d.Kind == DriftKind.Undetermined && d.Subject == subject);

    // what must have been read for this drift to be seen
    private static string[] Sources(DriftItem drift) => drift.Kind switch
    {
        DriftKind.UserMissing or DriftKind.UserUnknown or DriftKind.UserReturned or DriftKind.UserCredential or DriftKind.UserDisabled =>
            [DriftSubject.Accounts],
        DriftKind.NotInForce => [DriftSubject.InForce],
        DriftKind.OldSessions => [DriftSubject.InForce, DriftSubject.Sessions],
        DriftKind.GuestHost => [drift.Layer == DriftLayer.InForce ? DriftSubject.InForce : DriftSubject.GuestHost],
        DriftKind.ConfigNotLoaded => [DriftSubject.Link],
        DriftKind.ConfigInvalid => [DriftSubject.Config],
        DriftKind.HostIdentity => [DriftSubject.Domain],
        _ => [drift.Subject],
    };
}
