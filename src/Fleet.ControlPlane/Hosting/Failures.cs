using System.Text.Json;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Npgsql;

namespace Fleet.ControlPlane.Hosting;

/// <summary>Broken infrastructure and bugs, as an answer that says what to do. Only the log has the exception.</summary>
public sealed partial class Failures(ILogger<Failures> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true;
        Failed(logger, httpContext.Request.Method, httpContext.Request.Path, exception);
        await Answer(exception, httpContext).ExecuteAsync(httpContext);
        return true;
    }

    private static IResult Answer(Exception exception, HttpContext http) => exception switch
    {
        BadHttpRequestException or JsonException => Problems.Answer(
            $"The request can't be read: {exception.InnerException?.Message ?? exception.Message}", StatusCodes.Status400BadRequest, "request-unreadable",
            next: "the form of every request is in /openapi/v1.json"),
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => Problems.Answer(
            "Other commands were under way for 10 s; nothing was done", StatusCodes.Status503ServiceUnavailable, "busy", next: "the same again"),
        _ when DatabaseFailure.IsPassing(exception) => Problems.Answer(
            $"The database can't be reached or broke off; nothing was done ({DateTimeOffset.UtcNow:O})", StatusCodes.Status503ServiceUnavailable, "database-unavailable",
            next: "the same again; on the control plane's machine: systemctl status postgresql"),
        _ => Problems.Answer(
            "An error in the control plane itself; nothing was done", StatusCodes.Status500InternalServerError, "internal-error",
            next: $"look for {http.TraceIdentifier} in its log"),
    };

    [LoggerMessage(120, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void Failed(ILogger logger, string method, string path, Exception exception);
}
