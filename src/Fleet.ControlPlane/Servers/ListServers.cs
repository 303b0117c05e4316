using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Hosting;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Selectors;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Fleet.ControlPlane.Servers;

public static class ListServers
{
    [WolverineGet(Routes.Servers)]
    [ProducesResponseType<Paged<ServerSummary>>(StatusCodes.Status200OK)]
    public static async Task<IResult> Get(HttpContext http, IQuerySession session, TimeProvider time, CancellationToken stop)
    {
        var text = http.Request.Query["selector"].ToString() is { Length: > 0 } given ? given : "all";
        if (!Selector.Parse(text).TryGet(out var selector, out var refusal))
            return Problems.From(refusal);
        var servers = http.Request.Query["retired"] == "true"
            ? await session.Query<DesiredServer>().OrderBy(s => s.Name).ThenBy(s => s.Id).ToListAsync(stop)
            : await session.ActiveServers(stop);
        var page = PageOf.Items([.. servers.Where(s => selector.Matches(s.Name, s.Labels))], http);
        var pictures = await ServerPicture.Of(session, [.. page.Items], stop);
        var now = time.GetUtcNow();
        return TypedResults.Json(
            new Paged<ServerSummary>([.. pictures.Select(p => ServerViews.Summary(p, now))], page.Total, page.Page), ApiJson.Default.PagedServerSummary);
    }
}
