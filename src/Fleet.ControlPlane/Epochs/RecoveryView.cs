using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Holds;
using Fleet.ControlPlane.Plans;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Storage;
using Fleet.Domain.Drift;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;

namespace Fleet.ControlPlane.Epochs;

/// <summary>What this database would make of the servers, were it followed: the plan that a worker would make, on what was last seen.</summary>
public static class RecoveryView
{
    public static async Task<Recovery> Of(FleetTransaction transaction, CancellationToken stop)
    {
        var (session, present) = (transaction.Session, await PresentEpoch.Load(transaction.Batch(), stop));
        var everywhere = (await StandingHolds.Load(session, stop)).Everywhere;
        ImmutableArray<Hold> holds = [.. everywhere.Where(h => h.Kind is HoldKind.RestoredFromPast or HoldKind.Copy)];
        var servers = await session.ActiveServers(stop);
        var pictures = await ServerPicture.Of(session, servers, stop);
        var plans = (await ServerPlans.Of(session, servers, transaction.Now, stop)).ToDictionary(p => p.Id);
        var granted = await Granted(transaction, present.Epoch, stop);
        return new(
            present.Epoch, present.BeganAt, present.Running.ToString(), [.. holds.Select(h => HoldViews.Of(h, server: ""))],
            [.. pictures.Select(p => Server(p, plans[p.Desired.Id], granted.GetValueOrDefault(p.Desired.Id), holds))]);
    }

    private static RecoveryServer Server(ServerPicture server, ServerPlan plan, GrantedApply? granted, ImmutableArray<Hold> holds)
    {
        var seen = server.Status?.Observation;
        var ahead = granted is not null && seen?.Host.Accepted is { } accepted && Lineage.IsBehind(granted, accepted)
            ? Lineage.Evidence(granted, accepted)
            : null;
        return new(
            plan, ahead, [.. server.Drift.Where(d => d.Item.Kind == DriftKind.UserUnknown).Select(d => d.Item.Subject)],
            // What is ahead of this database was not seen by it before.
            ahead is not null || holds.All(h => seen?.ObservedAt >= h.Since));
    }

    private static async Task<Dictionary<Guid, GrantedApply>> Granted(FleetTransaction transaction, long epoch, CancellationToken stop)
    {
        await using var batch = transaction.Batch();
        batch.BatchCommands.Add(new("select server_id, granted_fence from work.server where not retired"));
        await using var reader = await batch.ExecuteReaderAsync(stop);
        var granted = new Dictionary<Guid, GrantedApply>();
        while (await reader.ReadAsync(stop))
            granted[reader.GetGuid(0)] = new(epoch, reader.GetInt64(1));
        return granted;
    }
}
