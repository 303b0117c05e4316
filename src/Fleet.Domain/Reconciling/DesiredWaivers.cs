using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

public sealed partial record DesiredServer
{
    /// <summary>One for each kind and subject, also those that have ended.</summary>
    public ImmutableArray<DriftWaiver> Waivers { get; init; } = [];

    /// <summary>The waiver that covers a drift for longest; null = it is not waived. What was commanded after a waiver is not.</summary>
    public DriftWaiver? WaiverOf(DriftKey drift, DateTimeOffset now) =>
        Waivers.Where(w => w.Covers(drift, now) && CommandedAt(drift) <= w.Since).MaxBy(w => w.Until);

    private DesiredServer Waiving(DriftWaived e, long version) => this with
    {
        Waivers = Without(e.Kind, e.Subject).Add(new(e.Kind, e.Subject, e.Until, e.Owner, e.Reason, version)),
    };

    private DesiredServer Unwaived(DriftWaiverEnded e) => this with { Waivers = Without(e.Kind, e.Subject) };

    private ImmutableArray<DriftWaiver> Without(DriftKind kind, string? subject) =>
        Waivers.RemoveAll(w => (w.Kind, w.Subject) == (kind, subject));

    // the generation that commanded what such a drift differs from
    private long CommandedAt(DriftKey drift) => drift switch
    {
        { Kind: not (DriftKind.UserMissing or DriftKind.UserCredential or DriftKind.UserDisabled or DriftKind.NeedsPassword) } =>
            drift.Kind is DriftKind.AnonymousDomain or DriftKind.OldSessions ? AccessModeSince : 0,
        { Subject: DriftSubject.Others } => Accounts.Values.Select(a => a.Since).DefaultIfEmpty().Max(),
        _ => Accounts.GetValueOrDefault(drift.Subject)?.Since ?? 0,
    };
}
