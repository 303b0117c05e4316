using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Domain.Users;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Hosts;
using Fleet.Worker.Keys;
using Fleet.Worker.Ssh;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>Changes what a server may be changed in, in one transaction on the host, and looks again.</summary>
internal sealed class Enforcer(HostContact contact, ObservationReader reader, IApplyGate gate, FleetKeys keys, TimeProvider time)
{
    private const string OfNoCommand = "none";

    public async Task<Visit> EnforceAsync(Claim claim, Lease lease, ServerMemory memory, SshTarget target, Visit seen, CancellationToken stop)
    {
        var (desired, restraints) = (memory.Handover!.Desired, memory.Handover.Restraints with { TriedGeneration = memory.Activated });
        var (plan, orders) = Intended(memory, restraints, seen);
        seen = seen with { Enforced = IsEnforced(desired, plan), Applied = ApplyResults.NotSent(orders), Holds = HeldByRoot.AsSeen(plan, seen.Observation!) };
        if (Postponed(plan, seen.Observation!.Host.PackageManager) is { } failure) return seen with { Outcome = ReconcileOutcome.Postponed, Failure = failure };
        if (IsNothing(plan, orders)) return seen;

        var question = ApplyQuestion.Of(desired, plan, restraints);
        var leave = await gate.AskAsync(claim, question, stop);
        if (leave is ApplyLeave.Held { IsMassDrift: true, Holds: var many })
        {
            (plan, orders) = Intended(memory, restraints with { Holds = many }, seen);
            if (IsNothing(plan, orders)) return Withheld(leave, seen)!;
            seen = seen with { Applied = ApplyResults.NotSent(orders), Holds = many };
            leave = await gate.AskAsync(claim, question.Again(ApplyQuestion.Of(desired, plan, restraints)), stop);
        }

        if (Withheld(leave, seen) is { } withheld) return withheld;

        lease.ThrowIfEnded();
        var began = time.GetTimestamp();
        var answer = await ApplyAsync(
            claim, target, desired, plan, orders, desired.IsUrgent(restraints) ? Urgency.Emergency : Urgency.Usual, stop);
        if (answer is not HostAnswer<ApplyReply>.Answered { Reply: var reply }) return HeldByRoot.Told(Interrupted(VisitFailures.Of(answer), seen), answer, memory.Hold, time.GetUtcNow());
        var found = Diff.Between(desired, seen.Observation!, probe: null, time.GetUtcNow(), restraints);
        var applied = seen with
        {
            Found = found,
            Applied = ApplyResults.Of(plan, orders, reply),
            TakenAway = TakenAway.Of(orders, reply.Steps, began, time.GetElapsedTime(began).TotalSeconds),
        };
        return await VerifyAsync(claim, memory, target, applied, stop);
    }

    private static (ChangePlan Plan, HostOrders Orders) Intended(ServerMemory memory, Restraints restraints, Visit seen)
    {
        var plan = WithProbeAccount(Planner.Plan(memory.Handover!.Desired, seen.Observation!, restraints), memory, seen.Observation!);
        return (plan, HostChanges.Of(plan, seen.View!, memory.Credentials.Accounts));
    }

    private static bool IsNothing(ChangePlan plan, HostOrders orders) =>
        plan.AdoptsLock is null && orders is { Activation: HostActivation.None, Guest: null, Orders: [] };

    private async Task<HostAnswer<ApplyReply>> ApplyAsync(
        Claim claim, SshTarget target, DesiredServer desired, ChangePlan plan, HostOrders orders, Urgency urgency, CancellationToken stop)
    {
        using var count = ApplyCount.Begin(claim);
        var answer = await contact.ApplyAsync(claim.Server, target, Request(claim, desired, plan, orders) with { Urgency = urgency }, stop);
        if (answer is HostAnswer<ApplyReply>.Answered { Reply: var reply }) count.Ended(ApplyResults.Of(plan, orders, reply));
        else count.Ended(answer);
        return answer;
    }

    private static Visit? Withheld(ApplyLeave leave, Visit seen) => leave switch
    {
        ApplyLeave.Held held => seen with { Enforced = false, Applied = [], Holds = held.Holds },
        ApplyLeave.NotKnown unknown => seen with { Enforced = false, Applied = [], Outcome = unknown.Outcome, Failure = unknown.Failure },
        _ => null,
    };

    private async Task<Visit> VerifyAsync(Claim claim, ServerMemory memory, SshTarget target, Visit applied, CancellationToken stop)
    {
        var before = memory.With(applied.View!.Reply);
        var asked = reader.Now;
        var answer = await contact.ObserveAsync(claim.Server, target, ObservationReader.Request(before), stop);
        if (answer is not HostAnswer<ObserveReply>.Answered { Reply: var reply }) return Interrupted(VisitFailures.Of(answer), applied with { Observation = null });
        var sight = reader.Read(reply, before, claim, asked);
        return applied with
        {
            Outcome = applied.Applied.Any(a => a.Result is ChangeResult.Done or ChangeResult.Restored) ? ReconcileOutcome.Changed : ReconcileOutcome.Checked,
            Observation = sight.Observation,
            View = sight.View,
            Ledger = [.. applied.Ledger, .. sight.Ledger],
        };
    }

    // Said before the host has to: the same code as its own refusal, and soon tried again.
    private static FailureDetail? Postponed(ChangePlan plan, PackageManagerState packages) =>
        packages == PackageManagerState.Running && plan.Blockers.FirstOrDefault(b => b.Reason == BlockReason.PackageManager) is { } blocker
            ? new FailureDetail("host-dpkg-running", blocker.Text, Transient: true)
            : null;

    // What was done before stays told; what was seen before an apply that gave no answer is not what is.
    private static Visit Interrupted(Visit failure, Visit before) => before with
    {
        Outcome = failure.Outcome,
        Failure = failure.Failure,
        Observation = failure.Outcome == ReconcileOutcome.Postponed ? before.Observation : null,
    };

    private ApplyRequest Request(Claim claim, DesiredServer desired, ChangePlan plan, HostOrders orders) => new(
        HostContact.NewNonce(), desired.Domain, keys.Fleet.ToString(), new(claim.Incarnation, claim.Granted.Epoch), claim.Fence, desired.Generation,
        ReconcileActivity.CorrelationOf(claim)?.ToString() ?? OfNoCommand, orders.Activation, orders.Orders, orders.Guest)
    {
        AdoptsLock = plan.AdoptsLock,
    };

    // No user's account, so no plan speaks of it: it is how a member's login is proven where that is what counts.
    private static ChangePlan WithProbeAccount(ChangePlan plan, ServerMemory memory, Observation observation)
    {
        var wanted = memory.Credentials.Accounts.GetValueOrDefault(UserName.ProbeAccount);
        var found = observation.Accounts.Items?.FirstOrDefault(a => a.Name == UserName.ProbeAccount);
        return wanted is null || observation.Accounts.Items is null || observation.OnDisk.Storage.Support != StorageSupport.Files
            || (found is { Disabled: false, Problem: null } && found.MatchesCredential == wanted.Id)
            || !IsEnforced(memory.Handover!.Desired, plan, observation.ObservedAt)
                ? plan
                : plan with { Changes = plan.Changes.Insert(0, new Change.PutAccount(UserName.ProbeAccount, wanted.Id, DriftKind.UserCredential)) };
    }

    private bool IsEnforced(DesiredServer desired, ChangePlan plan) => IsEnforced(desired, plan, time.GetUtcNow());

    private static bool IsEnforced(DesiredServer desired, ChangePlan plan, DateTimeOffset now) =>
        desired.EnforcementAt(now) == EnforcementMode.Enforce
        && !plan.Blockers.Any(b => b.Reason is BlockReason.Enforcement or BlockReason.Identity or BlockReason.Owner or BlockReason.HostProgram
            or BlockReason.UntestedVersion or BlockReason.Held or BlockReason.PackageManager);
}
