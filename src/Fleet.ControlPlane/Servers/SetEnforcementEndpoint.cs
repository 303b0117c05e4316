using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.Domain.Servers;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class SetEnforcementEndpoint
{
    [WolverinePost(Routes.ServersEnforcement)]
    public static Task<IResult> Post(EnforcementRequest request, HttpContext http, CommandDesk desk)
    {
        if (!WireValues.Word<EnforcementMode>("mode", request.Mode).TryGet(out var mode, out var refusal))
            return Task.FromResult(Problems.From(refusal));
        return desk.Servers(http, "set-enforcement", new(request.Selector, request.Expect, request.Servers), request, (server, change) =>
            change.Apply(server, ServerDecider.SetEnforcement(server, new(mode, request.Until, change.Context.Reason), change.Now)));
    }
}
