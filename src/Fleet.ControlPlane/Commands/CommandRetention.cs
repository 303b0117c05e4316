using Npgsql;

namespace Fleet.ControlPlane.Commands;

/// <summary>Forgets the keys and answers of commands that are older than 30 days; what they did stays in the events.</summary>
public sealed partial class CommandRetention(NpgsqlDataSource database, ILogger<CommandRetention> logger) : BackgroundService
{
    private const int AtOnce = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
        {
            try
            {
                while (await Forget(stoppingToken) == AtOnce)
                {
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Postponed(logger, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>How many were forgotten.</returns>
    public async Task<long> Forget(CancellationToken stop)
    {
        await using var command = database.CreateCommand($"select access.forget_commands({AtOnce})");
        return (long)(await command.ExecuteScalarAsync(stop))!;
    }

    [LoggerMessage(140, LogLevel.Warning, "Old commands are kept for now: {Error}")]
    private static partial void Postponed(ILogger logger, string error);
}
