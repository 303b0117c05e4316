using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Probing;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>One run over one server: visit it, look at it from outside, judge both.</summary>
internal sealed class Reconciler(HostVisitor visitor, ProbeDesk probes, RevocationDesk revocations, RunLog log, WorkerName worker, TimeProvider time)
{
    public async Task<(ReconcileReport Report, ServerMemory After)> RunAsync(Claim claim, Lease lease, ServerMemory memory, CancellationToken stop)
    {
        var startedAt = time.GetUtcNow();
        try
        {
            return await LookAsync(claim, lease, memory, startedAt, stop);
        }
        catch (OperationCanceledException) when (lease.IsOverdue)
        {
            // The fence is held for a moment more: long enough to say that nothing is known any more.
            var took = (time.GetUtcNow() - startedAt).TotalSeconds;
            return Unfinished(claim, memory, startedAt, new FailureDetail("run-overdue", $"the run was ended after {took:0} s without a result", Transient: true));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Unfinished(claim, memory, startedAt, Broke(e, memory));
        }
    }

    private async Task<(ReconcileReport Report, ServerMemory After)> LookAsync(
        Claim claim, Lease lease, ServerMemory memory, DateTimeOffset startedAt, CancellationToken stop)
    {
        var visit = await VisitAsync(claim, lease, memory, stop);
        var revoked = await revocations.CheckAsync(memory.Handover!.Desired, visit, stop);
        var probe = await probes.CurrentAsync(claim, memory, visit, stop);
        var report = Report(claim, memory.Handover!, visit, probe.Result, startedAt) with { Revocations = revoked };
        log.Tell(memory, report);
        var seen = visit.View is null ? memory : memory.With(visit.View.Reply);
        return (report, seen with
        {
            Probe = probe,
            Left = Left(report) ?? memory.Left,
            Activated = HasActivated(report) ? report.Generation : memory.Activated,
            Outcome = report.Outcome,
            Verdict = report.Verdict,
            Hold = visit.Observation?.Host.Hold,
        });
    }

    private static bool HasActivated(ReconcileReport report) =>
        report.Applied.Any(a => a is { Change: Change.ActivateAccessMode, Result: not ChangeResult.Skipped });

    private static LeftDrift? Left(ReconcileReport report) =>
        report.Observation is null ? null : new LeftDrift(report.Generation, [.. report.Drift.Select(d => d.Key)]);

    // A bug, or the worker's own files: it must not go unseen, nor keep the outside from being looked at.
    private async Task<Visit> VisitAsync(Claim claim, Lease lease, ServerMemory memory, CancellationToken stop)
    {
        try
        {
            return await visitor.VisitAsync(claim, lease, memory, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Visit(ReconcileOutcome.Failed, Broke(e, memory));
        }
    }

    private FailureDetail Broke(Exception error, ServerMemory memory)
    {
        log.Broke(error, memory.Handover!.Desired.Name);
        return new FailureDetail("worker-error", $"{error.GetType().Name} in the worker {worker.Name}; its log has more", Transient: true);
    }

    // What it last did to the server, and how that ended, nobody saw: what was known before does not stand, and may be what broke it.
    private (ReconcileReport Report, ServerMemory After) Unfinished(Claim claim, ServerMemory memory, DateTimeOffset startedAt, FailureDetail failure)
    {
        var report = Report(claim, memory.Handover!, new Visit(ReconcileOutcome.Failed, failure), probe: null, startedAt) with
        {
            Verdict = Verdict.Unknown,
            VerdictEvidence = failure.Text,
        };
        log.Tell(memory, report);
        return (report, ServerMemory.Empty with { Activated = memory.Activated, Outcome = report.Outcome, Verdict = report.Verdict });
    }

    private ReconcileReport Report(Claim claim, Handover handover, Visit visit, ProbeResult? probe, DateTimeOffset startedAt)
    {
        var (desired, now) = (handover.Desired, time.GetUtcNow());
        var verdict = AccessVerdict.Judge(probe, visit.Observation, now, ProbeResult.Validity);
        var drift = visit.Observation is { } observation
            ? Diff.Between(desired, observation, probe, now, handover.Restraints)
            : Diff.WithoutObservation(desired, visit.Outcome, visit.Failure?.Text ?? "", probe, now);
        return new ReconcileReport(
            desired.Id, desired.Generation, desired.Incarnation, claim.Fence, worker.Name, startedAt, now, visit.Outcome, visit.Enforced,
            visit.Observation, probe, verdict.Verdict, verdict.Evidence, visit.Found ?? drift, drift, visit.Applied, visit.Ledger,
            visit.ScannedKeys, visit.Adopted, visit.Failure, claim.Asked, ReconcileActivity.CorrelationOf(claim), visit.Evidence, visit.Sealed,
            Holds: visit.Holds,
            Planting: visit.Planting);
    }
}

/// <summary>As reports name it: the worker's login at the database.</summary>
internal sealed record WorkerName(string Name);
