using Fleet.Contracts.Api;
using Fleet.ControlPlane.Holds;
using Fleet.ControlPlane.Plans;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Storage;
using Fleet.Domain.Drift;

namespace Fleet.ControlPlane.Epochs;

/// <summary>What this database would make of the servers, were it followed: the plan that a worker would make, on what was last seen.</summary>
public static class RecoveryView
{
    public static async Task<Recovery> Of(FleetTransaction transaction, CancellationToken stop)
    {
        var (session, present) = (transaction.Session, await PresentEpoch.Load(transaction.Batch(), stop));
        var lookout = await Lookout.Load(transaction, present.Epoch, stop);
        var servers = await session.ActiveServers(stop);
        var pictures = await ServerPicture.Of(session, servers, stop);
        var plans = (await ServerPlans.Of(session, servers, transaction.Now, stop)).ToDictionary(p => p.Id);
        return new(
            present.Epoch, present.BeganAt, present.Running.ToString(), [.. lookout.Holds.Select(h => HoldViews.Of(h, server: ""))],
            [.. pictures.Select(p => Server(p, plans[p.Desired.Id], lookout))]);
    }

    private static RecoveryServer Server(ServerPicture server, ServerPlan plan, Lookout lookout)
    {
        var (id, seen) = (server.Desired.Id, server.Status?.Observation);
        return new(
            plan, lookout.Ahead(id, seen), [.. server.Drift.Where(d => d.Item.Kind == DriftKind.UserUnknown).Select(d => d.Item.Subject)],
            lookout.WasSeen(id, seen));
    }
}
