using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Changes;

/// <summary>What a report says of a change on that server.</summary>
internal abstract record ServerReport
{
    private ServerReport()
    {
    }

    /// <summary>It reached what was commanded.</summary>
    public sealed record Proof(string Evidence) : ServerReport;

    /// <summary>It was good before, and does not serve now.</summary>
    public sealed record Break(StopReason Reason, string Evidence) : ServerReport;

    /// <summary>It may have been changed, and nothing is proven.</summary>
    public sealed record NoProof(string Evidence) : ServerReport;

    /// <summary>Nothing was changed on it.</summary>
    public sealed record NotReached(string Why) : ServerReport;

    public static ServerReport Of(ChangeTarget target, ReconcileReport report) => report switch
    {
        { Failure: { Transient: true, Text: var text }, Outcome: ReconcileOutcome.Failed } => new NoProof(text),
        { Enforced: true, Outcome: ReconcileOutcome.Failed } => Broken(target, StopReason.ApplyFailed, WhyNot(report)),
        { Outcome: ReconcileOutcome.Postponed } or { Enforced: false } => new NotReached(WhyNot(report)),
        { Outcome: not (ReconcileOutcome.Checked or ReconcileOutcome.Changed) } => new NoProof(WhyNot(report)),
        _ when report.Applied.FirstOrDefault(Failed) is { } failed => Broken(target, StopReason.ApplyFailed, Text(failed)),
        _ when report.Drift.FirstOrDefault(BreaksService) is { } drift => Broken(target, ReasonOf(drift), $"{drift.Subject}: {drift.Evidence}"),
        _ => IsReached(target, report) ? new Proof(report.VerdictEvidence) : new NoProof(report.VerdictEvidence),
    };

    public static bool BreaksService(DriftItem drift) => drift.Kind is DriftKind.LoginRefused or DriftKind.ServiceDown;

    /// <summary>Whether who may get in is as commanded; sessions that came in before go on unless they are to be closed.</summary>
    public static bool Fits(AccessMode mode, Verdict verdict) => mode == AccessMode.Open
        ? verdict == Verdict.Open
        : verdict is Verdict.Locked or Verdict.LockedOldSessions;

    private static bool IsReached(ChangeTarget target, ReconcileReport report) =>
        report.Drift.All(d => d.IsQuiet)
        || (target.Mode is { } mode
            ? Fits(mode, report.Verdict)
            : report.Applied.All(a => a.Result is ChangeResult.Done or ChangeResult.Unchanged));

    private static ServerReport Broken(ChangeTarget target, StopReason reason, string evidence) =>
        target.WasGood ? new Break(reason, evidence) : new NoProof(evidence);

    private static bool Failed(AppliedChange applied) => applied.Result is ChangeResult.Failed or ChangeResult.Restored;

    private static string Text(AppliedChange applied) =>
        $"{applied.Change.Made.Kind} {applied.Change.Made.Subject} {(applied.Result == ChangeResult.Restored ? "was put back" : "failed")}"
        + (applied.Detail is { } detail ? $": {detail}" : "");

    private static StopReason ReasonOf(DriftItem drift) =>
        drift.Kind == DriftKind.LoginRefused ? StopReason.LoginRefused : StopReason.ServiceDown;

    private static string WhyNot(ReconcileReport report) => report.Failure?.Text ?? "nothing may be changed on it now";
}
