using Fleet.Contracts.Api;
using Fleet.ControlPlane.Credentials;
using Fleet.ControlPlane.Holds;
using Fleet.Domain.Holds;
using Marten;
using Wolverine.Http;

namespace Fleet.ControlPlane.Hosting;

public static class FleetInfoEndpoint
{
    private static readonly string Version = typeof(FleetInfoEndpoint).Assembly.GetName().Version!.ToString(3);

    [WolverineGet(Routes.Fleet)]
    public static async Task<FleetInfo> Get(Lazy<PublicBundle> bundle, IQuerySession session, CancellationToken stop) => new(
        bundle.Value.Fleet, bundle.Value.Ssh, Version,
        (await StandingHolds.Load(session, stop)).Everywhere.Where(h => h.Kind == HoldKind.Paused).Select(h => HoldViews.Of(h, server: "")).FirstOrDefault());
}
