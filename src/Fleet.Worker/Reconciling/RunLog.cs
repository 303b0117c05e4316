using Fleet.Domain.Reconciling;
using Fleet.Worker.Pins;
using Microsoft.Extensions.Logging;

namespace Fleet.Worker.Reconciling;

/// <summary>A line when something about a server became different; silence while it stays as it is.</summary>
internal sealed partial class RunLog(ILogger<RunLog> log)
{
    public void Tell(ServerMemory before, ReconcileReport report)
    {
        var name = before.Handover!.Desired.Name;
        var applied = report.Applied.Where(a => a.Result != ChangeResult.Unchanged).Select(a => $"{a.Change.Made.Kind} {a.Change.Made.Subject}: {a.Result}").ToArray();
        if (applied.Length > 0) Applied(log, name, report.Generation, report.Fence, string.Join(", ", applied));
        if (report.Failure is { } failure && before.Outcome != report.Outcome) Failed(log, name, report.Outcome, failure.Code, failure.Text);
        else if (before.Outcome != report.Outcome || before.Verdict != report.Verdict) Seen(log, name, report.Outcome, report.Verdict, report.Drift.Length, report.VerdictEvidence);
    }

    public void Broke(Exception error, string server) => Broken(log, error, server);

    public void TakesKeys(string server, AcceptedKeys before, AcceptedKeys taken) =>
        NewIncarnation(log, server, PinPolicy.Names(taken.Keys), taken.Incarnation, PinPolicy.Names(before.Keys), before.Incarnation);

    public void NoEvidence(string server, FailureDetail failure) => WithoutEvidence(log, server, failure.Code, failure.Text);

    public void PinsUnreadable(Exception error, string server) => NoPins(log, error, server);

    [LoggerMessage(44, LogLevel.Warning, "{Server}: takes {Keys} of incarnation {Incarnation} in place of {Before} of incarnation {Earlier}. "
        + "If that is no re-install which you know of, somebody else pinned it")]
    private static partial void NewIncarnation(ILogger log, string server, string keys, int incarnation, string before, int earlier);

    [LoggerMessage(46, LogLevel.Information, "{Server}: something changed, and the host does not say who was there ({Code}): {Text}")]
    private static partial void WithoutEvidence(ILogger log, string server, string code, string text);

    [LoggerMessage(45, LogLevel.Error, "{Server}: the host keys that this worker accepted can't be read")]
    private static partial void NoPins(ILogger log, Exception error, string server);

    [LoggerMessage(43, LogLevel.Error, "{Server}: the visit broke in the worker itself")]
    private static partial void Broken(ILogger log, Exception error, string server);

    [LoggerMessage(40, LogLevel.Information, "{Server}: changed for generation {Generation} (fence {Fence}): {Changes}")]
    private static partial void Applied(ILogger log, string server, long generation, long fence, string changes);

    [LoggerMessage(41, LogLevel.Warning, "{Server}: {Outcome} ({Code}): {Text}")]
    private static partial void Failed(ILogger log, string server, ReconcileOutcome outcome, string code, string text);

    [LoggerMessage(42, LogLevel.Information, "{Server}: {Outcome}, {Verdict}, {Drift} drifts; {Evidence}")]
    private static partial void Seen(ILogger log, string server, ReconcileOutcome outcome, Verdict verdict, int drift, string evidence);
}
