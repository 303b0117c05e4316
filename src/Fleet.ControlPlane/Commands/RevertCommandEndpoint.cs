using Fleet.Contracts.Api;
using Wolverine.Http;

namespace Fleet.ControlPlane.Commands;

public static class RevertCommandEndpoint
{
    [WolverinePost(Routes.CommandRevert)]
    public static Task<IResult> Post(Guid id, HttpContext http, CommandDesk desk) =>
        desk.Handle(http, "revert-command", id.ToString(), null, change => RevertDecision.Decide(change, id), causation: id);
}
