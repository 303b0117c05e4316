using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Credentials;
using Fleet.Domain;
using Fleet.Domain.Servers;

namespace Fleet.ControlPlane.Servers;

/// <summary>For the command and for its plan.</summary>
public static class EnforcementDecision
{
    /// <param name="probeSecrets">So that the first run of an enforced server can prove a login.</param>
    public static async Task<Refusal?> Decide(FleetChange change, EnforcementRequest request, ImmutableDictionary<Guid, string> probeSecrets) =>
        WireValues.Word<EnforcementMode>("mode", request.Mode).TryGet(out var mode, out var refusal)
            ? await ServerDesk.Each(change, new(request.Selector, request.Expect, request.Servers), (server, _) =>
            {
                var refused = change.Apply(server, ServerDecider.SetEnforcement(server, new(mode, request.Until, change.Context.Reason), change.Now));
                if (refused is null && probeSecrets.TryGetValue(server.Id, out var jwe))
                    change.Statements.Add(ProbeCredentials.Insert(server.Id, jwe));
            })
            : refusal;
}
