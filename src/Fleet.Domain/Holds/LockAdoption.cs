using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Holds;

/// <summary>Root locked the host at the console and left it so. Where that is what is wanted, the next apply takes it over.</summary>
public static class LockAdoption
{
    /// <returns>null: there is nothing to take over, or it is not what is wanted.</returns>
    public static HostHold? Of(DesiredServer desired, HostFacts host) =>
        desired.AccessMode == AccessMode.Members && host.Hold is { Locked: true } hold ? hold : null;

    /// <summary>Root's hold is not given up for an apply that leaves the door as it is; accounts do not decide that.</summary>
    internal static ChangePlan With(this ChangePlan plan, HostHold? hold) =>
        plan.Blockers.All(b => b.Reason is BlockReason.CredentialChanged or BlockReason.Removals) ? plan with { AdoptsLock = hold?.Since } : plan;
}
