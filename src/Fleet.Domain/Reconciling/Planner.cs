using System.Collections.Immutable;
using Fleet.Domain.Holds;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Reconciling;

/// <summary>
/// From what is and what should be to the changes in between; `plan` shows what the worker will do because both ask here.
/// </summary>
public static class Planner
{
    public static ChangePlan Plan(DesiredServer desired, Observation observation, Restraints? restraints = null)
    {
        if (desired.Retired)
        {
            return ChangePlan.Nothing;
        }

        var limits = restraints ?? Restraints.None;
        var proposal = InSafeOrder(desired, observation, limits);
        var cost = PlanCost.Of(desired, observation, d => InSafeOrder(d, observation, limits).Changes);
        if (Standstill.Of(desired, observation, limits) is { } standstill)
        {
            var blockers = proposal.Changes.IsEmpty ? proposal.Blockers : proposal.Blockers.Insert(0, standstill);
            return new([], proposal.Changes, blockers, 0, cost);
        }

        var held = HeldChanges.Of(desired, proposal.Changes, limits);
        var made = proposal.Changes.RemoveRange(held.All);
        return new ChangePlan(made, held.All, [.. held.Blockers, .. proposal.Blockers],
            ActivationCost.Sessions(made, observation.InForce), cost).With(LockAdoption.Of(desired, observation.Host));
    }

    // who may log in is settled before the door closes, and after it opens
    private static Proposal InSafeOrder(DesiredServer desired, Observation observation, Restraints limits)
    {
        var accounts = AccountPlan.Of(desired, observation, limits);
        var access = AccessPlan.Of(desired, observation, limits);
        Proposal[] order = desired.AccessMode == AccessMode.Open
            ? [HostPlan.Files(observation), access.OnDisk, HostPlan.Services(observation, access), access.InForce, accounts]
            : [HostPlan.Files(observation), accounts, access.OnDisk, HostPlan.Services(observation, access), access.InForce];
        return WaivedChanges.LeftOut(
            desired, WithOneRestart(order.Aggregate((all, next) => all.With(next)), observation), observation.ObservedAt);
    }

    // when all files are as they shall be, and before anything relies on it
    private static Proposal WithOneRestart(Proposal all, Observation observation)
    {
        if (all.Changes.OfType<Change.RestartService>().FirstOrDefault() is not { } restart)
        {
            return all;
        }

        var others = all.Changes.RemoveAll(c => c is Change.RestartService);
        if (!JicofoPlan.IsSafeToRestart(observation.OnDisk, others))
        {
            return all with { Changes = others, Blockers = all.Blockers.Add(new(BlockReason.JicofoAuth, restart.Repairs.Subject,
                "Jicofo is not restarted: with its files as they are it would not start, or let guests open rooms")) };
        }

        var at = others.ToList().FindIndex(c => c is Change.ActivateAccessMode or Change.ActivateGuestHost or Change.CloseSessions);
        return all with { Changes = others.Insert(at < 0 ? others.Length : at, restart) };
    }
}
