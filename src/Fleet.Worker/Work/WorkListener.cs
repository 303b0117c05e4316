using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Fleet.Worker.Work;

/// <summary>Turns PostgreSQL's notifications of new work into signals, over a connection of its own.</summary>
internal sealed class WorkListener(NpgsqlDataSource database, WorkSignal signal, DatabaseHealth health, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (health.IsOutage(e))
            {
                await Task.Delay(RetryAfter, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        connection.Notification += (_, _) => signal.Set();
        await using (var listen = new NpgsqlCommand("listen fleet_work", connection)) await listen.ExecuteNonQueryAsync(stop);
        health.Worked();
        // what came while nobody listened
        signal.Set();
        while (true) await connection.WaitAsync(stop);
    }
}
