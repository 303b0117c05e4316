using System.Collections.Immutable;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Probing;
using Fleet.Worker.Reconciling;

namespace Fleet.Tests.Model;

/// <summary>A worker's stages, each of them one step that nothing else can come into.</summary>
internal static class Worker
{
    /// <summary>What is on its way to a host comes within that time, or never.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public static Run? Claim(World world, int server)
    {
        if (Gate.Claim(world.Database, server, world.Now) is not { } claimed) return null;
        var (before, row) = (world.Database.Servers[server], claimed.Servers[server]);
        world.Database = claimed;
        return new(server, row.Fence, before.Granted(claimed), world.Origin, row.Desired, row.Condition.Restraints);
    }

    public static Run Next(World world, Run run) => run.Stage switch
    {
        Stage.Claimed => Look(world, run),
        Stage.Looked => Ask(world, run),
        Stage.Allowed => Send(world, run),
        Stage.Sent => Arrive(world, run),
        _ => run,
    };

    private static Run Look(World world, Run run)
    {
        var machine = world.Machines[run.Server];
        if (machine.CutOff) return Failed(run, ReconcileOutcome.Unreachable, "unreachable");
        var seen = machine.Seen(world.Now);
        run = run with { Seen = seen };
        if (world.Rules.IsBehind(run.Granted, seen.Host.Accepted)) return Failed(run, ReconcileOutcome.RestoredFromPast, "restored-from-past");
        var plan = world.Rules.Plan(run.Desired, seen, run.Restraints);
        run = run with { Plan = plan, Enforced = IsEnforced(run.Desired, plan, world.Now), Holds = HeldByRoot.AsSeen(plan, seen) };
        if (seen.Host.PackageManager == PackageManagerState.Running && plan.Blockers.Any(b => b.Reason == BlockReason.PackageManager))
            return Failed(run, ReconcileOutcome.Postponed, "host-dpkg-running");
        return run with { Stage = plan.AdoptsLock is null && plan.Changes.IsEmpty ? Stage.Done : Stage.Looked };
    }

    private static Run Ask(World world, Run run)
    {
        var question = ApplyQuestion.Of(run.Desired, run.Plan!, run.Restraints);
        var asked = Asked(world, run, question);
        if (asked is not { Stage: Stage.Done, Holds: { IsEmpty: false } many } || many.Any(h => h.Kind != HoldKind.MassDrift)) return asked;
        var rest = world.Rules.Plan(run.Desired, run.Seen!, run.Restraints with { Holds = many });
        if (rest.AdoptsLock is null && rest.Changes.IsEmpty) return asked;
        var again = Asked(world, run with { Plan = rest }, question.Again(ApplyQuestion.Of(run.Desired, rest, run.Restraints)));
        return again.Stage == Stage.Allowed ? again with { Holds = many } : again;
    }

    private static Run Asked(World world, Run run, ApplyQuestion question)
    {
        var (after, holds) = world.Rules.MayApply(world.Database, run.Server, run.Fence, question, world.Now);
        world.Database = after;
        return holds switch
        {
            null => run with { Stage = Stage.Done, Failure = new("fence", "not held any more", Transient: true) },
            { IsEmpty: false } => run with { Stage = Stage.Done, Enforced = false, Holds = holds },
            _ => Let(world, run),
        };
    }

    private static Run Let(World world, Run run) =>
        world.Promises.Leave(run with { Stage = Stage.Allowed, LeaveAt = world.Now, Origin = world.Origin, LetBy = world.Database });

    // as the worker does: its own lease, by its own clock
    private static Run Send(World world, Run run) => Gate.Holds(world.Database, run.Server, run.Fence, world.Now)
        ? run with { Stage = Stage.Sent }
        : run with { Stage = Stage.Done, Failure = new("lease", "over", Transient: true) };

    private static Run Arrive(World world, Run run)
    {
        var machine = world.Machines[run.Server];
        if (machine.CutOff || world.Now - run.LeaveAt > Longest) return Failed(run with { Seen = null }, ReconcileOutcome.Unreachable, "unreachable");
        var (before, origin) = (machine.Seen(world.Now), machine.Origin);
        switch (machine.Take(run, world.Now, world.Rules))
        {
            case Arrival.Done:
                world.Promises.Applied(run, before, origin);
                return run with
                {
                    Stage = Stage.Done,
                    Outcome = ReconcileOutcome.Changed,
                    Applied = [.. run.Plan!.Changes.Select(c => new AppliedChange(c, ChangeResult.Done, null))],
                };
            case Arrival.Held:
                return Failed(run, ReconcileOutcome.Postponed, "host-held") with { Holds = [Hold.Of(machine.HoldAt(world.Now))!] };
            case Arrival.Postponed:
                return Failed(run, ReconcileOutcome.Postponed, "host-dpkg-running");
            default:
                return Failed(run with { Seen = null }, ReconcileOutcome.Failed, "host-lower-fence");
        }
    }

    /// <summary>Looks again where it changed something, and tells of it.</summary>
    public static ReconcileReport Report(World world, Run run)
    {
        var (machine, restraints) = (world.Machines[run.Server], run.Restraints);
        var looked = run.Outcome == ReconcileOutcome.Changed && machine.CutOff
            ? run with { Outcome = ReconcileOutcome.Unreachable, Seen = null, Failure = new("unreachable", "no answer", Transient: true) }
            : run;
        var after = looked.Outcome == ReconcileOutcome.Changed ? machine.Seen(world.Now) : looked.Seen;
        var probe = machine.Probe(world.Now);
        var verdict = AccessVerdict.Judge(probe, after, world.Now, ProbeResult.Validity);
        var drift = after is null
            ? Diff.WithoutObservation(run.Desired, looked.Outcome, looked.Failure?.Text ?? "", probe, world.Now)
            : world.Rules.Drift(run.Desired, after, probe, world.Now, restraints);
        var found = looked.Outcome == ReconcileOutcome.Changed ? Diff.Between(run.Desired, run.Seen!, null, world.Now, restraints) : drift;
        return new(
            run.Desired.Id, run.Desired.Generation, run.Desired.Incarnation, run.Fence, "worker-1", world.Now, world.Now, looked.Outcome,
            looked.Enforced, after, probe, verdict.Verdict, verdict.Evidence, found, drift, looked.Applied, [], [], null, looked.Failure, 0, null,
            Holds: looked.Holds);
    }

    private static Run Failed(Run run, ReconcileOutcome outcome, string code) => run with
    {
        Stage = Stage.Done,
        Outcome = outcome,
        Failure = new(code, code, Transient: outcome != ReconcileOutcome.RestoredFromPast),
        Seen = outcome == ReconcileOutcome.Unreachable ? null : run.Seen,
    };

    private static bool IsEnforced(DesiredServer desired, ChangePlan plan, DateTimeOffset now) =>
        desired.EnforcementAt(now) == EnforcementMode.Enforce
        && !plan.Blockers.Any(b => b.Reason is BlockReason.Enforcement or BlockReason.Held or BlockReason.PackageManager);
}
