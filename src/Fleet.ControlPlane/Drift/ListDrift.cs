using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Hosting;
using Fleet.ControlPlane.Servers;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Fleet.ControlPlane.Drift;

public static class ListDrift
{
    [WolverineGet(Routes.Drift)]
    [ProducesResponseType<DriftPage>(StatusCodes.Status200OK)]
    public static async Task<IResult> Get(HttpContext http, IQuerySession session, TimeProvider time, CancellationToken stop)
    {
        var selector = http.Request.Query["selector"].ToString() is { Length: > 0 } given ? given : "all";
        if (!(await session.SelectServers(selector, stop)).TryGet(out var selected, out var refusal))
            return Problems.From(refusal);
        var servers = await ServerPicture.Of(session, selected, stop);
        var now = time.GetUtcNow();
        var page = PageOf.Items([.. servers.SelectMany(s => DriftViews.Of(s, now)).OrderBy(d => SeverityRank(d.Severity)).ThenBy(d => d.Server, StringComparer.Ordinal)], http);
        var unjudged = servers.Where(s => !s.WasSeen || s.IsStale(now))
            .Select(s => new UnjudgedServer(s.Desired.Name, ServerViews.State(s), ServerViews.StateText(s, now), s.Status?.Observation?.ObservedAt));
        return TypedResults.Json(new DriftPage(page.Items, page.Total, page.Page, servers.Length, [.. unjudged]), ApiJson.Default.DriftPage);
    }

    private static int SeverityRank(string severity) => severity switch { "critical" => 0, "high" => 1, "medium" => 2, _ => 3 };
}
