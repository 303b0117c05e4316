using System.Collections.Immutable;
using Fleet.ControlPlane.Holds;
using Fleet.ControlPlane.Storage;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;

namespace Fleet.ControlPlane.Epochs;

/// <summary>Why this database is not followed, and of which servers something is known since.</summary>
public sealed class Lookout
{
    private readonly Dictionary<Guid, GrantedApply> _granted = [];

    private Lookout(ImmutableArray<Hold> holds) => Holds = holds;

    public ImmutableArray<Hold> Holds { get; }

    public static async Task<Lookout> Load(FleetTransaction transaction, long epoch, CancellationToken stop)
    {
        var everywhere = (await StandingHolds.Load(transaction.Session, stop)).Everywhere;
        var lookout = new Lookout([.. everywhere.Where(h => h.Kind is HoldKind.RestoredFromPast or HoldKind.Copy)]);
        await using var batch = transaction.Batch();
        batch.BatchCommands.Add(new("select server_id, granted_fence from work.server where not retired"));
        await using var reader = await batch.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
            lookout._granted[reader.GetGuid(0)] = new(epoch, reader.GetInt64(1));
        return lookout;
    }

    /// <summary>What the host has accepted and this database never gave out; null = nothing.</summary>
    public string? Ahead(Guid server, Observation? seen) =>
        _granted.GetValueOrDefault(server) is { } granted && seen?.Host.Accepted is { } accepted && Lineage.IsBehind(granted, accepted)
            ? Lineage.Evidence(granted, accepted)
            : null;

    // What is ahead of this database was not seen by it before.
    public bool WasSeen(Guid server, Observation? seen) => Ahead(server, seen) is not null || Holds.All(h => seen?.ObservedAt >= h.Since);
}
