using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.Domain.Servers;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class RetireServerEndpoint
{
    [WolverinePost(Routes.ServerRetire)]
    public static Task<IResult> Post(string name, HttpContext http, CommandDesk desk) =>
        desk.Server(http, "retire-server", name, null, (server, change) => Task.FromResult(change.Apply(server, ServerDecider.Retire(server))));
}
