using System.Collections.Immutable;
using System.Text.Json;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Users;

namespace Fleet.Domain.Drift;

/// <summary>From a report to what changed by it: a clean check of a clean server is no event.</summary>
public static class ConditionDecider
{
    private const int MostRevocations = 20;

    /// <param name="lastFence">The fence of the last report that was taken: one that is not above it is from a worker that lost its lease,
    /// and says nothing.</param>
    public static ImmutableArray<IConditionEvent> Decide(Condition condition, ReconcileReport report, long lastFence)
    {
        if (report.Fence <= lastFence)
        {
            return [];
        }

        var drift = DriftTransitions.Of(condition, report);
        return
        [
            .. ChangesTold.Of(condition, report),
            .. Revocations(report),
            .. Contact(condition, report),
            .. Identity(condition, report),
            .. drift,
            .. Flapping.Of(condition, report, drift),
            .. report.Verdict == condition.Verdict
                ? []
                : One(new VerdictChanged(condition.Verdict, report.Verdict, Printable.Clip(report.VerdictEvidence, 400))),
            .. Progress(condition, report),
        ];
    }

    private static IEnumerable<IConditionEvent> Contact(Condition condition, ReconcileReport report)
    {
        if (WasDone(report))
        {
            return condition.FailureCode is null ? [] : One(new ReconcileRecovered());
        }

        var code = report.Failure?.Code ?? JsonNamingPolicy.KebabCaseLower.ConvertName(report.Outcome.ToString());
        return report.Outcome == ReconcileOutcome.Postponed || code == condition.FailureCode
            ? []
            : One(new ReconcileFailed(Printable.Clip(code, 60), Printable.Clip(report.Failure?.Text, 400)));
    }

    private static IEnumerable<IConditionEvent> Revocations(ReconcileReport report) =>
        report.Revocations is not { IsDefault: false } revocations ? [] : revocations.Take(MostRevocations).Select(r =>
            new RevocationChecked(r with { User = Printable.Clip(r.User, UserName.MaxLength), Detail = Printable.Clip(r.Detail) }, report.Generation));

    private static IEnumerable<IConditionEvent> Identity(Condition condition, ReconcileReport report)
    {
        if (!report.ScannedKeys.IsEmpty && !report.ScannedKeys.ToHashSet().SetEquals(condition.ScannedKeys))
        {
            yield return new HostKeyScanned(report.ScannedKeys);
        }

        if (WasDone(report) && report.Observation?.Host.MachineId is { } machine
            && condition.Restraints.MachineOf(report.Incarnation) is null)
        {
            yield return new HostIdentified(machine, report.Incarnation, report.Observation.Host.Packages);
        }
        else if (report.Drift.Any(d => d.Kind == DriftKind.PackageChanged) && report.Observation?.Host.Packages is { } packages
            && !packages.SequenceEqual(condition.Packages ?? []))
        {
            yield return new PackagesChanged(packages);
        }
    }

    private static IEnumerable<IConditionEvent> Progress(Condition condition, ReconcileReport report)
    {
        // what was held is still to be done, however little it is; mass drift holds nothing that was commanded
        if (!WasDone(report) || report.Observation is null || report.Holds is { IsDefaultOrEmpty: false } holds && holds.Any(h => h.Kind != HoldKind.MassDrift))
        {
            return [];
        }

        if (report.Drift.All(d => d.IsQuiet))
        {
            return condition.Converged && report.Generation <= condition.ConvergedGeneration
                ? []
                : One(new ServerConverged(report.Generation, report.Verdict));
        }

        return report.Generation > condition.AppliedGeneration && WasCarriedOut(report) ? One(new IntentApplied(report.Generation)) : [];
    }

    private static bool WasCarriedOut(ReconcileReport report) =>
        report.Enforced
        && report.Applied.All(a => a.Result is ChangeResult.Done or ChangeResult.Unchanged)
        && !report.Drift.Any(d => d is { Kind: DriftKind.Undetermined, Subject: DriftSubject.Accounts });

    private static bool WasDone(ReconcileReport report) => report.Outcome is ReconcileOutcome.Checked or ReconcileOutcome.Changed;

    private static IEnumerable<IConditionEvent> One(IConditionEvent @event) => [@event];
}
