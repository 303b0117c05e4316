using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Drift;
using Fleet.ControlPlane.Reconciling;
using Fleet.Domain.Servers;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class ShowServer
{
    [WolverineGet(Routes.Server)]
    [ProducesResponseType<ServerDetail>(StatusCodes.Status200OK)]
    public static async Task<IResult> Get(
        string name, HttpContext http, IQuerySession session, TimeProvider time, OneOwnerView owners, CancellationToken stop)
    {
        if (await session.FindServer(name, stop) is not { } desired)
            return Problems.From(new ServerUnknown(name));
        var server = (await ServerPicture.Of(session, [desired], stop))[0];
        var seen = await session.LoadAsync<AccountsOnServer>(desired.Id, stop);
        var now = time.GetUtcNow();
        http.Response.Headers.ETag = $"\"{desired.Generation}\"";
        return TypedResults.Json(
            new ServerDetail(
                ServerViews.Summary(server, now), ServerViews.Endpoint(desired.Endpoint), ServerViews.Probe(desired.Probe),
                Kebab.Text(desired.Activation), desired.Incarnation,
                [.. desired.HostKeys.Select(ServerViews.Key)], [.. server.Condition.Condition.ScannedKeys.Select(ServerViews.Key)],
                server.Status?.Observation is { } observation ? ObservationViews.Of(observation) : null,
                server.Status?.Probe is { } probe ? ObservationViews.Of(probe) : null,
                [.. DriftViews.Of(server, now)], [.. AccountViews.Of(server, seen?.Accounts)],
                await owners.Of(desired, server.Status?.Observation?.Host, stop),
                await CanaryView.Of(session, server, now, stop)),
            ApiJson.Default.ServerDetail);
    }
}
