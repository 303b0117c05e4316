using System.Collections.Immutable;
using Fleet.ControlPlane.Reconciling;

namespace Fleet.ControlPlane.Metrics;

/// <summary>What the fleet was like at one moment of the database's clock.</summary>
public sealed record FleetSnapshot(
    DateTimeOffset At, ImmutableArray<ServerFacts> Servers, ImmutableArray<DriftCount> Drift, ImmutableArray<Counted> Users, long CredentialsWaiting,
    WorkFacts Work, ImmutableArray<Counted> Owned, ImmutableArray<HeldServer> Held, ImmutableArray<ProjectionLag> Projections)
{
    /// <summary>By Fleet and by root on the hosts themselves.</summary>
    public IEnumerable<HeldServer> AllHeld => Held.Concat(Servers.Select(s => s.ByRoot).OfType<HeldServer>());

    public ImmutableArray<PlantFacts> Plants { get; init; } = [];

    public IReadOnlyDictionary<string, DateTimeOffset> Workers { get; init; } = ImmutableDictionary<string, DateTimeOffset>.Empty;
}

/// <param name="ObservedAt">When its host was last read; null = never.</param>
/// <param name="ProvenAt">When it was last looked at from outside with a result; null = that is not known.</param>
public sealed record ServerFacts(
    string Name, string Domain, string Desired, string Enforcement, ImmutableDictionary<string, string> Labels, string? Outcome, string? Verdict,
    DateTimeOffset? ReportedAt, DateTimeOffset? ObservedAt, DateTimeOffset? ProvenAt, int Flapping, HeldServer? ByRoot)
{
    /// <summary>Of the worker that reported; null = it did not say.</summary>
    public TimeSpan? CheckInterval { get; init; }

    public DateTimeOffset? FlappingSince { get; init; }

    /// <summary>Runs in a row that did not end well, since then.</summary>
    public int Failures { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>They broke Fleet itself.</summary>
    public bool IsPoison { get; init; }

    /// <summary>An emergency lockdown is not carried out there, or did not close it.</summary>
    public bool IsInEmergency { get; init; }

    public string StateAt(DateTimeOffset now) => ReportedAt is not { } reported ? "never-checked"
        : IsStale(reported, now) ? "stale"
        : IsPoison ? "poisoned"
        : Outcome ?? "unknown";

    public string VerdictAt(DateTimeOffset now) => ReportedAt is { } reported && !IsStale(reported, now) ? Verdict ?? "unknown" : "unknown";

    private bool IsStale(DateTimeOffset reported, DateTimeOffset now) => now - reported > Staleness.After(CheckInterval);
}

/// <param name="Waived">An operator answers for these, and the waiver has not ended.</param>
public sealed record DriftCount(string Server, string Kind, string Severity, long Items, bool Waived = false);

/// <param name="FoundAt">When a planted drift was last found there; before the first one, since when it is a canary.</param>
/// <param name="Blocked">Why none can be planted; null = nothing is known to be in the way.</param>
public sealed record PlantFacts(string Server, DateTimeOffset FoundAt, string? Blocked);

/// <param name="OldestDueAt">null when nothing is due.</param>
public sealed record WorkFacts(long Due, DateTimeOffset? OldestDueAt, long ReportsWaiting);

/// <param name="Since">When the oldest hold of that kind began.</param>
public sealed record HeldServer(string Server, string Kind, DateTimeOffset Since);

public sealed record Counted(string What, long Count);

/// <param name="Events">Not in the view yet.</param>
/// <param name="Since">When the oldest of them was written; null when there is none.</param>
public sealed record ProjectionLag(string Name, long Events, DateTimeOffset? Since);
