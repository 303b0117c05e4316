using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Fleet.Worker.Work;

/// <summary>Turns PostgreSQL's notifications of new work into signals, over a connection of its own.</summary>
internal sealed class WorkListener(NpgsqlDataSource database, WorkSignal signal, DatabaseHealth health, WorkLoop loop) : BackgroundService
{
    public const string Name = "listener";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => loop.RunAsync(Name, ListenAsync, RetryAfter, stoppingToken);

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
