using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Wolverine.Http;

namespace Fleet.ControlPlane.Holds;

public static class PauseEndpoints
{
    private const string WholeFleet = "the whole fleet";

    [WolverinePost(Routes.Pause)]
    public static Task<IResult> Pause(PauseRequest request, HttpContext http, CommandDesk desk) =>
        desk.Handle(http, PauseDecision.Pause, request.Selector ?? WholeFleet, request, change => PauseDecision.Decide(change, request));

    [WolverinePost(Routes.Resume)]
    public static Task<IResult> Resume(ResumeRequest request, HttpContext http, CommandDesk desk) =>
        desk.Handle(http, PauseDecision.Resume, request.Selector ?? WholeFleet, request, change => PauseDecision.Decide(change, request));
}
