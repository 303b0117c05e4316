using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Servers;
using Wolverine.Http;

namespace Fleet.ControlPlane.Drift;

public static class CanaryEndpoint
{
    [WolverinePost(Routes.ServerCanary)]
    public static Task<IResult> Post(string name, CanaryRequest request, HttpContext http, CommandDesk desk) =>
        desk.Server(http, "set-canary", name, request, async (server, change) => change.Apply(server, request.Off
            ? ServerDecider.EndCanary(server)
            : ServerDecider.SetCanary(server, await Others(server.Id, change), change.Context.Reason)));

    private static async Task<int> Others(Guid server, FleetChange change) =>
        (await change.Transaction.Session.ActiveServers(change.Stop)).Count(s => s.Canary && s.Id != server);
}
