using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.Domain;
using Fleet.Domain.Servers;

namespace Fleet.ControlPlane.Servers;

/// <summary>For the command and for its plan.</summary>
public static class AccessModeDecision
{
    public static async Task<Refusal?> Decide(FleetChange change, AccessModeRequest request) => Command(request).TryGet(out var command, out var refusal)
        ? await ServerDesk.Each(change, new(request.Selector, request.Expect, request.Servers), (server, _) =>
            change.Apply(server, ServerDecider.SetAccess(server, command, change.Now)))
        : refusal;

    private static Result<SetAccessMode> Command(AccessModeRequest request)
    {
        if (!WireValues.Word<AccessMode>("mode", request.Mode).TryGet(out var mode, out var refusal))
            return refusal;
        return WireValues.Word<Activation>("activation", request.Activation).TryGet(out var activation, out refusal)
            ? new SetAccessMode(mode, activation, request.Evict, request.DrainUntil)
            : refusal;
    }
}
