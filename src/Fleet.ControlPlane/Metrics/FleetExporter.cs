using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Metrics;

/// <summary>
/// Keeps the snapshot current, on one node of all: the one that holds the session's lock. It reads over the very connection that holds it, so a
/// node that lost the lock can't read on.
/// </summary>
public sealed partial class FleetExporter(NpgsqlDataSource database, IDocumentStore store, FleetGauges gauges, ExporterOptions options, TimeProvider time, ILogger<FleetExporter> logger)
    : BackgroundService
{
    private const long Lock = 0x466c656574_11;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    /// <summary>How often the fleet is read, unless said otherwise: seldom enough for thousands of servers.</summary>
    public static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5);

    public static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Export(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotRead(logger, e.Message);
            }
            finally
            {
                gauges.Hide();
            }
            await Task.Delay(Retry, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Export(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        while (!await Holds(connection, stop))
            await Task.Delay(Retry, time, stop);
        var seen = new WorkersSeen();
        var projections = ProjectionLags.Names(store);
        using var timer = new PeriodicTimer(options.Refresh, time);
        do
        {
            var workers = await seen.Look(connection, stop);
            gauges.Show((await FleetReading.Read(connection, projections, stop)) with { Workers = workers });
        }
        while (await timer.WaitForNextTickAsync(stop));
    }

    private static async Task<bool> Holds(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var take = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = Lock } } };
        return await take.ExecuteScalarAsync(stop) is true;
    }

    [LoggerMessage(180, LogLevel.Warning, "What the fleet is like can't be read for metrics: {Error}")]
    private static partial void NotRead(ILogger logger, string error);
}

/// <param name="Refresh">FLEET_MetricsRefresh: sooner where checks come every few seconds, or their ages would be told too late.</param>
public sealed record ExporterOptions(TimeSpan Refresh);
