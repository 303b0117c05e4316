using System.Collections.Immutable;
using Fleet.Domain.Changes;
using Fleet.Domain.Drift;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;

namespace Fleet.Tests.Model;

/// <summary>The rules of Fleet that a history is run by: the real ones, unless a test wants to see one that is wrong found.</summary>
internal sealed record Rules
{
    public static Rules Real { get; } = new();

    public Func<DesiredServer, Observation, Restraints, ChangePlan> Plan { get; init; } = Planner.Plan;

    public Func<DesiredServer, Observation, ProbeResult, DateTimeOffset, Restraints, ImmutableArray<DriftItem>> Drift { get; init; } = Diff.Between;

    public Func<GrantedApply, AcceptedApply?, bool> IsBehind { get; init; } = Lineage.IsBehind;

    public Func<StagedChange, ReconcileReport, IReadOnlyDictionary<Guid, TargetStanding>, ImmutableArray<IChangeEvent>> Take { get; init; } =
        ChangeDecider.Take;

    /// <summary>Asked right before something is sent: the holds, or null where the fence is not held any more.</summary>
    public MayApply MayApply { get; init; } = Gate.MayApply;

    /// <summary>A host refuses what a later run has overtaken.</summary>
    public bool HostsFence { get; init; } = true;

    /// <summary>A host changes nothing as long as root says so.</summary>
    public bool HostsHold { get; init; } = true;
}

internal delegate (Database After, ImmutableArray<Hold>? Holds) MayApply(
    Database database, int server, long fence, ApplyQuestion question, DateTimeOffset now);
