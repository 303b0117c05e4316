using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Credentials;
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
        return await desk.Handle(http, "set-enforcement", request.Selector, request, change => EnforcementDecision.Decide(change, request, secrets));
    }

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
