using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class SetAccessModeEndpoint
{
    [WolverinePost(Routes.ServersAccess)]
    public static Task<IResult> Post(AccessModeRequest request, HttpContext http, CommandDesk desk) =>
        desk.Handle(http, "set-access-mode", request.Selector, request, change => AccessModeDecision.Decide(change, request));
}
