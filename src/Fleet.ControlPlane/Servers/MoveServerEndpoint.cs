using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.Domain.Servers;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class MoveServerEndpoint
{
    [WolverinePost(Routes.ServerMove)]
    public static Task<IResult> Post(string name, MoveServerRequest request, HttpContext http, CommandDesk desk) =>
        desk.Server(http, "move-server", name, request, async (server, change) =>
        {
            ProbeTarget? probe = null;
            if (request.Probe is { } address && !WireValues.Probe(address).TryGet(out probe, out var refusal))
                return refusal;
            var endpoint = request.Endpoint is { } given ? WireValues.Endpoint(given) : null;
            var normal = endpoint is not null && endpoint.Checked().TryGet(out var parsed, out _) ? parsed : endpoint;
            return change.Apply(server, ServerDecider.Move(server, new(endpoint, probe), await change.Transaction.Session.Occupied(change.Stop, endpoint: normal)));
        });
}
