using System.Collections.Immutable;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;

namespace Fleet.Tests.Model;

/// <summary>One run of a worker over a server, between any two of whose stages anything may happen.</summary>
internal sealed record Run(int Server, long Fence, GrantedApply Granted, Origin Origin, DesiredServer Desired, Restraints Restraints)
{
    public Stage Stage { get; init; } = Stage.Claimed;

    public Observation? Seen { get; init; }

    public ChangePlan? Plan { get; init; }

    /// <summary>When the gate let it through.</summary>
    public DateTimeOffset? LeaveAt { get; init; }

    /// <summary>The database that let it through.</summary>
    public Database? LetBy { get; init; }

    public ImmutableArray<Hold>? Holds { get; init; }

    public ImmutableArray<AppliedChange> Applied { get; init; } = [];

    public bool Enforced { get; init; }

    /// <summary>Nobody waits for it any more; what was sent comes all the same.</summary>
    public bool Killed { get; init; }

    public ReconcileOutcome Outcome { get; init; } = ReconcileOutcome.Checked;

    public FailureDetail? Failure { get; init; }

    public bool IsUrgent => Desired.IsUrgent(Restraints);

    public override string ToString() => $"run {Fence} over {Desired.Name}: {Stage}";
}

/// <summary>What a run has behind it.</summary>
internal enum Stage
{
    Claimed,
    Looked,
    Allowed,
    Sent,
    Done,
}
