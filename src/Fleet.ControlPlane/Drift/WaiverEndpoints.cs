using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Drift;
using Fleet.Domain.Servers;
using Wolverine.Http;

namespace Fleet.ControlPlane.Drift;

public static class WaiverEndpoints
{
    [WolverinePost(Routes.ServerWaive)]
    public static Task<IResult> Waive(string name, WaiveDriftRequest request, HttpContext http, CommandDesk desk) =>
        desk.Server(http, "waive-drift", name, request, async (server, change) =>
            WireValues.Word<DriftKind>("kind", request.Kind).TryGet(out var kind, out var refusal)
                ? change.Apply(server, ServerDecider.Waive(
                    server, new(kind, request.Subject, request.Until, request.Owner ?? change.Context.Operator, change.Context.Reason), change.Now))
                : refusal);

    [WolverinePost(Routes.ServerUnwaive)]
    public static Task<IResult> Unwaive(string name, UnwaiveDriftRequest request, HttpContext http, CommandDesk desk) =>
        desk.Server(http, "unwaive-drift", name, request, async (server, change) =>
            WireValues.Word<DriftKind>("kind", request.Kind).TryGet(out var kind, out var refusal)
                ? change.Apply(server, ServerDecider.Unwaive(server, kind, request.Subject))
                : refusal);
}
