using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Users;
using Fleet.Domain.Servers;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class RelabelServerEndpoint
{
    [WolverinePost(Routes.ServerRelabel)]
    public static Task<IResult> Post(string name, RelabelServerRequest request, HttpContext http, CommandDesk desk) =>
        desk.Server(http, "relabel-server", name, request, async (server, change) =>
        {
            if (change.Apply(server, ServerDecider.Relabel(server, new(request.Set, [.. request.Remove]))) is { } refusal)
                return refusal;
            await Regrant.OnServers(change, change.Current(server));
            return null;
        });
}
