using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.Domain.Servers;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class AcceptVersionEndpoint
{
    [WolverinePost(Routes.ServersVersion)]
    public static Task<IResult> Post(AcceptVersionRequest request, HttpContext http, CommandDesk desk) =>
        desk.Servers(http, "accept-version", new(request.Selector, request.Expect, request.Servers), request,
            (server, change) => change.Apply(server, ServerDecider.Accept(server, new(request.Version, change.Context.Reason))));
}
