using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.ControlPlane.Drift;

/// <summary>Has a drift planted on every canary, each interval; on every node, and asked for once.</summary>
public sealed partial class PlantClock(NpgsqlDataSource database, PlantOptions options, TimeProvider time, ILogger<PlantClock> logger)
    : BackgroundService
{
    private const int MarkLength = 32;
    private static readonly TimeSpan LookAtLeast = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Every / 10 < LookAtLeast ? options.Every / 10 : LookAtLeast, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Plant(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                NotPlanted(logger, e.Message);
            }
        }
    }

    private async Task Plant(CancellationToken stop)
    {
        var canaries = await Canaries(stop);
        await using var plant = database.CreateCommand("select work.plant($1, $2, $3)");
        plant.Parameters.Add(new() { Value = canaries });
        plant.Parameters.Add(new() { Value = canaries.Select(_ => RandomNumberGenerator.GetHexString(MarkLength, lowercase: true)).ToArray() });
        plant.Parameters.Add(new() { Value = options.Every, NpgsqlDbType = NpgsqlDbType.Interval });
        await plant.ExecuteNonQueryAsync(stop);
    }

    private async Task<Guid[]> Canaries(CancellationToken stop)
    {
        await using var query = database.CreateCommand(
            "select coalesce(array_agg(server_id), '{}') from work.desired_state where canary");
        return (Guid[])(await query.ExecuteScalarAsync(stop))!;
    }

    [LoggerMessage(185, LogLevel.Warning, "No drift was planted on canaries: {Error}")]
    private static partial void NotPlanted(ILogger logger, string error);
}
