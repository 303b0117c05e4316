using Microsoft.AspNetCore.Http;

namespace Fleet.Telemetry;

/// <summary>For machines that restart or route: alive, and ready with the reasons.</summary>
internal sealed class Health(IEnumerable<IReadinessCheck> checks)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public Task Answer(HttpContext http) => http.Request.Path.Value switch
    {
        "/health/live" => Answer(http, StatusCodes.Status200OK, new HealthAnswer("alive", [])),
        "/health/ready" => Ready(http),
        _ => NotFound(http),
    };

    private async Task Ready(HttpContext http)
    {
        var seen = await Task.WhenAll(checks.Select(c => Look(c, http.RequestAborted)));
        var ready = seen.All(s => s.Ready);
        await Answer(http, ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, new HealthAnswer(ready ? "ready" : "not-ready", seen));
    }

    private static async Task<ReadinessEntry> Look(IReadinessCheck check, CancellationToken gone)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(gone);
        deadline.CancelAfter(Patience);
        try
        {
            // Not every wait heeds its token.
            var seen = await check.Look(deadline.Token).WaitAsync(Patience, gone);
            return new(check.Name, seen.Ready, seen.Text);
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException)
        {
            return new(check.Name, false, $"no answer within {Patience.TotalSeconds:0} s");
        }
        catch (Exception e)
        {
            // Its text might say more than whoever may ask here should read.
            return new(check.Name, false, $"could not be looked at ({e.GetType().Name})");
        }
    }

    private static Task Answer(HttpContext http, int status, HealthAnswer answer)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(answer, HealthJson.Default.HealthAnswer, "application/json", http.RequestAborted);
    }

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return http.Response.WriteAsync("/metrics, /health/live, /health/ready\n", http.RequestAborted);
    }
}
