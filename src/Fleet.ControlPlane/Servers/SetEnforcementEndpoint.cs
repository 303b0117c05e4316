using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Credentials;
using Fleet.Domain;
using Fleet.Domain.Servers;
using Marten;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class SetEnforcementEndpoint
{
    [WolverinePost(Routes.ServersEnforcement)]
    public static async Task<IResult> Post(EnforcementRequest request, HttpContext http, CommandDesk desk, IDocumentStore store, ProbeCredentials probes)
    {
        var secrets = await ProbeSecrets(request, store, probes, http.RequestAborted);
        return await desk.Handle(http, "set-enforcement", request.Selector, request, change => Decide(change, request, secrets));
    }

    /// <param name="probeSecrets">So that the first run of an enforced server can prove a login.</param>
    public static async Task<Refusal?> Decide(FleetChange change, EnforcementRequest request, ImmutableDictionary<Guid, string>? probeSecrets = null) =>
        WireValues.Word<EnforcementMode>("mode", request.Mode).TryGet(out var mode, out var refusal)
            ? await ServerDesk.Each(change, new(request.Selector, request.Expect, request.Servers), (server, _) =>
            {
                var refused = change.Apply(server, ServerDecider.SetEnforcement(server, new(mode, request.Until, change.Context.Reason), change.Now));
                if (refused is null && probeSecrets is not null && probeSecrets.TryGetValue(server.Id, out var jwe))
                    change.Statements.Add(ProbeCredentials.Insert(server.Id, jwe));
            })
            : refusal;

    private static async Task<ImmutableDictionary<Guid, string>> ProbeSecrets(EnforcementRequest request, IDocumentStore store, ProbeCredentials probes, CancellationToken stop)
    {
        if (request.Mode != Kebab.Text(EnforcementMode.Enforce))
            return ImmutableDictionary<Guid, string>.Empty;
        await using var session = store.QuerySession();
        return (await session.SelectServers(request.Selector, stop)).TryGet(out var servers, out _)
            ? await probes.MakeMissing(servers, stop)
            : ImmutableDictionary<Guid, string>.Empty;
    }
}
