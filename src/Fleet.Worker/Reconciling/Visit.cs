using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Hosts;

namespace Fleet.Worker.Reconciling;

/// <summary>What came of visiting a host over SSH; the look from outside is apart.</summary>
/// <param name="Observation">As it is now, after what was applied; null when the host could not be observed.</param>
/// <param name="Found">The drift before anything was applied; null when nothing was.</param>
/// <param name="View">The answer that the observation was read from.</param>
internal sealed record Visit(ReconcileOutcome Outcome, FailureDetail? Failure = null, Observation? Observation = null, HostView? View = null)
{
    public bool Enforced { get; init; }

    public ImmutableArray<DriftItem>? Found { get; init; }

    public ImmutableArray<AppliedChange> Applied { get; init; } = [];

    /// <summary>Who was on the host about the time of a new drift; null when there was none, or the host did not say.</summary>
    public ImmutableArray<CircumstantialEvidence>? Evidence { get; init; }

    public ImmutableArray<LedgerEntry> Ledger { get; init; } = [];

    public ImmutableArray<HostKey> ScannedKeys { get; init; } = [];

    public AdoptedServer? Adopted { get; init; }

    public ImmutableArray<AdoptedAccount>? Sealed { get; init; }

    /// <summary>What kept the server from being changed.</summary>
    public ImmutableArray<Hold>? Holds { get; init; }

    /// <summary>null = no mark was found, or asked for.</summary>
    public Planting? Planting { get; init; }

    public TakenAway? TakenAway { get; init; }

    public override string ToString() => $"(visit: {Outcome})";
}
