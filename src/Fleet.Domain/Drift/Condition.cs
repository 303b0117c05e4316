using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Domain.Drift;

/// <summary>What is known of a server from its reports, folded from its condition stream.</summary>
/// <param name="AppliedGeneration">Intent up to this generation was carried out.</param>
/// <param name="FailureCode">Why the last run could not be done; null = it could.</param>
/// <param name="ToldFence">Applies up to this fence are in the stream.</param>
public sealed record Condition(
    ImmutableArray<OpenDrift> Drift,
    Verdict Verdict,
    bool Converged,
    long ConvergedGeneration,
    long AppliedGeneration,
    string? FailureCode,
    string? MachineId,
    int Incarnation,
    ImmutableArray<HostKey> ScannedKeys,
    long ToldFence,
    ImmutableArray<Repair> Repairs,
    ImmutableArray<HeldRepair> HeldRepairs,
    ImmutableArray<PackageVersion>? Packages = null)
{
    public static Condition Initial { get; } = new([], Verdict.Unknown, false, 0, 0, null, null, 0, [], 0, [], []);

    /// <summary>What the server's worker must know; handed over beside the desired state.</summary>
    [JsonIgnore]
    public Restraints Restraints => new(MachineId, Incarnation, HeldRepairs, AppliedGeneration, Packages);

    /// <summary>Folds one event of the condition stream; total over any order of known events.</summary>
    public static Condition Evolve(Condition condition, IConditionEvent @event) => condition.After(@event);

    private Condition After(IConditionEvent @event) => @event switch
    {
        DriftDetected e =>
            this with { Drift = Without(e.Drift.Key).Add(new(e.Drift, e.Generation, e.Circumstances ?? Known(e.Drift.Key))), Converged = Converged && e.Drift.IsQuiet },
        DriftResolved e => this with { Drift = Without(new(e.Kind, e.Subject)), Repairs = Flapping.Remember(Repairs, e) },
        DriftFlapping e => this with { HeldRepairs = [.. HeldRepairs.Where(h => h.Key != e.Key), new(e.Kind, e.Subject, e.Generation)] },
        IntentApplied e => Applied(e.Generation),
        ServerConverged e =>
            Applied(e.Generation) with { Converged = true, ConvergedGeneration = Math.Max(ConvergedGeneration, e.Generation) },
        VerdictChanged e => this with { Verdict = e.To },
        ServerChanged e => this with { ToldFence = Math.Max(ToldFence, e.Fence) },
        ReconcileFailed e => this with { FailureCode = e.Code },
        ReconcileRecovered => this with { FailureCode = null },
        HostKeyScanned e => this with { ScannedKeys = e.Keys },
        HostIdentified e => this with { MachineId = e.MachineId, Incarnation = e.Incarnation, Packages = e.Packages ?? Packages },
        PackagesChanged e => this with { Packages = e.Packages },
        _ => this,
    };

    private Condition Applied(long generation) => this with
    {
        AppliedGeneration = Math.Max(AppliedGeneration, generation),
        HeldRepairs = [.. HeldRepairs.Where(h => h.Generation >= generation)],
    };

    private ImmutableArray<CircumstantialEvidence>? Known(DriftKey key) => Drift.FirstOrDefault(d => d.Item.Key == key)?.Circumstances;

    private ImmutableArray<OpenDrift> Without(DriftKey key) => [.. Drift.Where(d => d.Item.Key != key)];
}

/// <summary>A drift that was detected and not resolved since, and the generation that it was a drift from.</summary>
/// <param name="Circumstances">Of its beginning; null = not known.</param>
public sealed record OpenDrift(DriftItem Item, long Generation, ImmutableArray<CircumstantialEvidence>? Circumstances = null);

/// <summary>A drift that was repaired.</summary>
public sealed record Repair(DriftKind Kind, string Subject, DateTimeOffset At);
