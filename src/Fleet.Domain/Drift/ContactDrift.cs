using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Drift;

/// <summary>What it means when a run ended before the host could be observed.</summary>
internal static class ContactDrift
{
    public static IEnumerable<DriftItem> Of(DesiredServer desired, ReconcileOutcome outcome, string evidence)
    {
        var text = Printable.Clip(evidence);
        DriftItem? item = outcome switch
        {
            ReconcileOutcome.Unreachable => new(DriftLayer.Host, DriftKind.Unreachable, DriftSeverity.High, DriftSubject.Ssh, text),
            ReconcileOutcome.HostKeyChanged => new(DriftLayer.Host, DriftKind.HostKey, DriftSeverity.Critical, DriftSubject.Ssh, text),
            ReconcileOutcome.AwaitingKey => new(
                DriftLayer.Host, DriftKind.HostKey, DriftSeverity.Medium, DriftSubject.Ssh,
                $"no host key is pinned: `fleet servers pin {desired.Name}`"),
            ReconcileOutcome.HostIdentityChanged =>
                new(DriftLayer.Host, DriftKind.HostIdentity, DriftSeverity.Critical, DriftSubject.Machine, text),
            ReconcileOutcome.Refused => new(DriftLayer.Host, DriftKind.OtherOwner, DriftSeverity.High, DriftSubject.Owner, text),
            ReconcileOutcome.Failed => new(DriftLayer.Host, DriftKind.Undetermined, DriftSeverity.High, DriftSubject.Ssh, text),
            _ => null,
        };
        return item is null ? [] : [item];
    }
}
