using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.Domain.Servers;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class PinHostKeyEndpoint
{
    [WolverinePost(Routes.ServerPin)]
    public static Task<IResult> Post(string name, PinHostKeyRequest request, HttpContext http, CommandDesk desk) =>
        desk.Server(http, "pin-host-key", name, request, async (server, change) =>
        {
            var key = new HostKey(request.Algorithm, request.Fingerprint);
            return change.Apply(server, ServerDecider.Pin(server, new(key), await change.Transaction.Session.Occupied(change.Stop, key: key)));
        });
}
