using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Worker.Reconciling;

/// <summary>When a server is due again: the interval, sooner after what may pass by itself, and at the time when intent changes by itself.</summary>
internal static class NextCheck
{
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WhilePostponed = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan InEmergency = TimeSpan.FromSeconds(10);

    /// <param name="failures">How many runs in a row, this one included, did not end well.</param>
    /// <param name="jitter">Random, 0 to 1: spreads servers that were asked at once.</param>
    public static TimeSpan After(ReconcileReport report, DesiredServer desired, int failures, TimeSpan interval, double jitter)
    {
        var next = report switch
        {
            { Holds: { IsDefaultOrEmpty: false } } => interval,
            { Outcome: ReconcileOutcome.Postponed } => WhilePostponed,
            // root on the host ends it, and cannot say so
            { Outcome: ReconcileOutcome.Refused } => WhilePostponed < interval ? WhilePostponed : interval,
            { Failure.Transient: true } => Backoff(failures, interval),
            _ when failures > 0 && report.Failure is null => Backoff(failures, interval),
            _ => interval,
        };
        if (IsUnfinishedEmergency(desired, report) && next > InEmergency) next = InEmergency;
        return Until(desired, report, next * (0.9 + (0.2 * jitter)));
    }

    // Who comes back is closed before anything else is done there; what only a person can end is no reason to hurry.
    private static bool IsUnfinishedEmergency(DesiredServer desired, ReconcileReport report) =>
        desired is { Emergency: true, Enforcement: EnforcementMode.Enforce }
        && report is { Failure: null or { Transient: true }, Holds: null or { IsDefaultOrEmpty: true } }
        && (report.Verdict is not (Verdict.Locked or Verdict.LockedOldSessions or Verdict.LockedLoginNotProven) || report.Drift.Any(d => d.Kind is DriftKind.AccessMode or DriftKind.NotInForce));

    private static TimeSpan Backoff(int failures, TimeSpan interval)
    {
        var backoff = Soonest * Math.Pow(2, Math.Min(failures - 1, 10));
        return backoff < interval ? backoff : interval;
    }

    // a drain that ends, a suspension that ends, a waiver that ends, root's hold that ends
    private static TimeSpan Until(DesiredServer desired, ReconcileReport report, TimeSpan next) =>
        desired.Waivers.Select(w => (DateTimeOffset?)w.Until).Concat([desired.DrainUntil, desired.SuspendedUntil, report.Observation?.Host.Hold?.Until])
            .Where(at => at > report.FinishedAt).Select(at => at!.Value - report.FinishedAt)
            .Append(next).Min();
}
