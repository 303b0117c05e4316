using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Users;
using Fleet.Domain;
using Fleet.Domain.Servers;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class EnrollServerEndpoint
{
    [WolverinePost(Routes.Servers)]
    public static Task<IResult> Post(EnrollServerRequest request, HttpContext http, CommandDesk desk) =>
        desk.Handle(http, "enroll-server", request.Name, request, change => Decide(change, request));

    private static async Task<Refusal?> Decide(FleetChange change, EnrollServerRequest request)
    {
        if (!WireValues.Probe(request.Probe).TryGet(out var probe, out var refusal))
            return refusal;
        var keys = request.HostKeys?.Select(WireValues.Key).ToArray() ?? [];
        var command = new EnrollServer(
            Guid.CreateVersion7(), request.Name, request.Domain, WireValues.Endpoint(request.Endpoint), keys.FirstOrDefault(), probe, request.Labels);
        var session = change.Transaction.Session;
        var occupied = await session.Occupied(change.Stop, command.Name, command.Domain.ToLowerInvariant(), Normal(command.Endpoint), command.Key);
        var decision = ServerDecider.Enroll(command, occupied);
        if (decision is Decision<IServerEvent>.Refused refused)
            return refused.Refusal;

        var server = change.Create(command.ServerId, ((Decision<IServerEvent>.Accepted)decision).Events)!;
        foreach (var key in keys.Skip(1))
            if (change.Apply(change.Current(server), ServerDecider.Pin(change.Current(server), new(key), await session.Occupied(change.Stop, key: key))) is { } notPinned)
                return notPinned;
        await Regrant.OnServers(change, change.Current(server));
        return null;
    }

    private static SshEndpoint Normal(SshEndpoint endpoint) => endpoint.Checked().TryGet(out var normal, out _) ? normal : endpoint;
}
