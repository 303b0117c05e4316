using Fleet.Contracts.Api;
using Fleet.ControlPlane.Credentials;
using Fleet.ControlPlane.Epochs;
using Fleet.Domain.Reconciling;
using Npgsql;

namespace Fleet.ControlPlane.Servers;

/// <summary>How a host that obeys somebody else changes hands: by its own root, who is told what to run. Nothing here can do it.</summary>
public sealed class OneOwnerView(NpgsqlDataSource database, Lazy<PublicBundle> bundle)
{
    /// <returns>null: it is ours, or was not seen yet.</returns>
    public async Task<TakeOver?> Of(DesiredServer desired, HostFacts? host, CancellationToken stop)
    {
        if (host is null || OneOwner.Text(host, desired.Name) is null)
            return null;
        var present = await PresentEpoch.Load(database.CreateBatch(), stop);
        return new(OneOwner.Why(host)!, $"sudo fleet-host take-over {bundle.Value.Fleet} {present.Incarnation}");
    }
}
