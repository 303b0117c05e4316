using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;

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
        // it broke off somewhere: what it had done by then is not known
        { Outcome: ReconcileOutcome.Failed, Observation: null, Failure: { Transient: true, Text: var text } } => new NoProof(text),
        { Enforced: true, Outcome: ReconcileOutcome.Failed } => Broken(target, StopReason.ApplyFailed, WhyNot(report)),
        { Outcome: ReconcileOutcome.Postponed } or { Enforced: false } => new NotReached(WhyNot(report)),
        { Outcome: not (ReconcileOutcome.Checked or ReconcileOutcome.Changed) } => new NoProof(WhyNot(report)),
        _ when report.Applied.FirstOrDefault(Failed) is { } failed => Broken(target, StopReason.ApplyFailed, Text(failed)),
        _ when report.Drift.FirstOrDefault(ChangeTarget.BreaksService) is { } drift => Broken(target, ReasonOf(drift), $"{drift.Subject}: {drift.Evidence}"),
        _ => IsReached(target, report) ? new Proof(report.VerdictEvidence) : new NoProof(report.VerdictEvidence),
    };

    private static bool IsReached(ChangeTarget target, ReconcileReport report) =>
        report.Drift.All(d => d.IsQuiet)
        || (target.Mode is not null
            ? target.IsFitting(report.Verdict)
            : report.Applied.All(a => a.Result is ChangeResult.Done or ChangeResult.Unchanged));

    private static ServerReport Broken(ChangeTarget target, StopReason reason, string evidence) =>
        target.WasGood ? new Break(reason, evidence) : new NoProof(evidence);

    private static bool Failed(AppliedChange applied) => applied.Result is ChangeResult.Failed or ChangeResult.Restored;

    private static string Text(AppliedChange applied) =>
        $"{applied.Change.Made.Kind} {applied.Change.Made.Subject} {(applied.Result == ChangeResult.Restored ? "was put back" : "failed")}"
        + (applied.Detail is { } detail ? $": {detail}" : "");

    private static StopReason ReasonOf(DriftItem drift) =>
        drift.Kind == DriftKind.LoginRefused ? StopReason.LoginRefused : StopReason.ServiceDown;

    private static string WhyNot(ReconcileReport report) => report switch
    {
        { Failure.Text: var text } => text,
        { Holds: [var hold, ..] } => $"held: {hold.Reason}",
        _ => "nothing may be changed on it now",
    };
}
