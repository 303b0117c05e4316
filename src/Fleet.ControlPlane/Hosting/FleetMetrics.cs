using System.Diagnostics.Metrics;
using Fleet.Contracts.Api;
using Fleet.ControlPlane.Servers;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Hosting;

/// <summary>What the fleet is like, as gauges. Read from the database every few seconds, so each node tells the same.</summary>
public sealed partial class FleetMetrics : BackgroundService
{
    public const string MeterName = "Fleet.ControlPlane";

    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5);
    private readonly NpgsqlDataSource _database;
    private readonly IDocumentStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger<FleetMetrics> _logger;
    private Snapshot _last = Snapshot.Nothing;

    public FleetMetrics(NpgsqlDataSource database, IDocumentStore store, TimeProvider time, IMeterFactory meters, ILogger<FleetMetrics> logger)
    {
        (_database, _store, _time, _logger) = (database, store, time, logger);
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("fleet_servers", () => _last.Servers, description: "Active servers by verdict");
        meter.CreateObservableGauge("fleet_drift", () => _last.Drift, description: "Standing drift by severity");
        meter.CreateObservableGauge("fleet_work_due", () => _last.Due, description: "Servers that are due and claimed by no worker");
        meter.CreateObservableGauge("fleet_work_oldest_due_seconds", () => _last.OldestDue, "s", "How long the longest waiting server has been due");
        meter.CreateObservableGauge("fleet_reports_waiting", () => _last.Reports, description: "Reports that were not taken yet");
        meter.CreateObservableCounter("fleet_reports_rejected_total", () => _last.Rejected, description: "Reports that could not be used");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Refresh);
        do
        {
            try
            {
                _last = await Read(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Old numbers would look like new ones.
                _last = Snapshot.Nothing;
                NotRead(_logger, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<Snapshot> Read(CancellationToken stop)
    {
        await using var session = _store.QuerySession();
        var servers = await ServerPicture.Of(session, await session.ActiveServers(stop), stop);
        var now = _time.GetUtcNow();
        await using var command = _database.CreateCommand("""
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(due_at)), 0)::float8,
                   (select count(*) from work.report), (select coalesce(max(id), 0) from work.report_rejected)
              from work.server where due_at < clock_timestamp() and not retired and (lease_until is null or lease_until < clock_timestamp())
            """);
        await using var reader = await command.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        return new(
            [.. Enum.GetValues<Domain.Reconciling.Verdict>().Select(v => Tagged("verdict", v, servers.Count(s => s.VerdictAt(now) == v)))],
            [.. Enum.GetValues<Domain.Drift.DriftSeverity>().Select(v => Tagged("severity", v, servers.Sum(s => s.Drift.Count(d => d.Item.Severity == v))))],
            [new(reader.GetInt64(0))], [new(reader.GetDouble(1))], [new(reader.GetInt64(2))], [new(reader.GetInt64(3))]);
    }

    private static Measurement<long> Tagged(string label, Enum value, long count) => new(count, new KeyValuePair<string, object?>(label, Kebab.Text(value)));

    private sealed record Snapshot(
        Measurement<long>[] Servers, Measurement<long>[] Drift, Measurement<long>[] Due, Measurement<double>[] OldestDue, Measurement<long>[] Reports, Measurement<long>[] Rejected)
    {
        public static Snapshot Nothing { get; } = new([], [], [], [], [], []);
    }

    [LoggerMessage(LogLevel.Warning, "Metrics are not read: {Error}")]
    private static partial void NotRead(ILogger logger, string error);
}
