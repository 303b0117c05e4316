using Fleet.Contracts.Api;
using Fleet.ControlPlane.Credentials;
using Wolverine.Http;

namespace Fleet.ControlPlane.Hosting;

public static class FleetInfoEndpoint
{
    private static readonly string Version = typeof(FleetInfoEndpoint).Assembly.GetName().Version!.ToString(3);

    [WolverineGet(Routes.Fleet)]
    public static FleetInfo Get(Lazy<PublicBundle> bundle) => new(bundle.Value.Fleet, bundle.Value.Ssh, Version);
}
