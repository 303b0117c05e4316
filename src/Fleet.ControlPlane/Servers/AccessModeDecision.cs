using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Reconciling;
using Fleet.Domain;
using Fleet.Domain.Servers;
using Marten;

namespace Fleet.ControlPlane.Servers;

/// <summary>For the command and for its plan.</summary>
public static class AccessModeDecision
{
    public static async Task<Refusal?> Decide(FleetChange change, AccessModeRequest request)
    {
        if (!Command(request).TryGet(out var command, out var refusal)
            || !(await ServerDesk.Select(change, new(request.Selector, request.Expect, request.Servers))).TryGet(out var servers, out refusal))
            return refusal;
        var statuses = await change.Transaction.Session.LoadManyAsync<ServerStatus>(change.Stop, servers.Select(s => s.Id).ToArray());
        var seen = statuses.ToDictionary(s => s.Id, s => s.Observation);
        foreach (var server in servers)
            change.Apply(server, LoginsNotManaged.On(server, seen.GetValueOrDefault(server.Id)) is { } unmanaged
                ? unmanaged
                : ServerDecider.SetAccess(server, command, change.Now));
        return null;
    }

    private static Result<SetAccessMode> Command(AccessModeRequest request)
    {
        if (!WireValues.Word<AccessMode>("mode", request.Mode).TryGet(out var mode, out var refusal))
            return refusal;
        return WireValues.Word<Activation>("activation", request.Activation).TryGet(out var activation, out refusal)
            ? new SetAccessMode(mode, activation, request.Evict || request.Emergency, request.DrainUntil, request.Emergency)
            : refusal;
    }
}
