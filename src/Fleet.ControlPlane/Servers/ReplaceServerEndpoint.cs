using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.Domain.Servers;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class ReplaceServerEndpoint
{
    [WolverinePost(Routes.ServerReplace)]
    public static Task<IResult> Post(string name, ReplaceServerRequest request, HttpContext http, CommandDesk desk) =>
        desk.Server(http, "replace-server", name, request, async (server, change) =>
        {
            var key = request.Key is { } given ? WireValues.Key(given) : null;
            var occupied = await change.Transaction.Session.Occupied(change.Stop, key: key);
            return change.Apply(server, ServerDecider.Replace(server, new(key, request.Incarnation ?? server.Incarnation), occupied));
        });
}
