using Fleet.ControlPlane.Commands;
using Npgsql;

namespace Fleet.ControlPlane.Hosting;

/// <summary>For machines that restart or route: no token, and nothing to learn.</summary>
public static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => TypedResults.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/readyz", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(NpgsqlDataSource database, CancellationToken stop)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            command.CommandTimeout = 2;
            await command.ExecuteScalarAsync(stop);
            return TypedResults.Text("ready");
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return Problems.Answer("The database can't be reached", StatusCodes.Status503ServiceUnavailable, "database-unavailable");
        }
    }
}
