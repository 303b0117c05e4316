using Fleet.Telemetry;
using Fleet.Worker.Credentials;
using Fleet.Worker.Keys;
using Fleet.Worker.Pins;
using Fleet.Worker.Probing;
using Fleet.Worker.Reconciling;
using Fleet.Worker.Ssh;
using Fleet.Worker.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Fleet.Worker.Hosting;

internal static class WorkerServices
{
    public static IServiceCollection AddWorker(this IServiceCollection services, WorkerOptions options, FleetKeys keys) => services
        .AddMetrics(options)
        .AddSingleton<TimeProvider>(BootClock.Instance)
        .AddSingleton(keys)
        .AddSingleton(options.Lease)
        .AddSingleton(options.Reconciling)
        .AddSingleton(options.Probing)
        .AddSingleton(new PinStore(options.State!))
        .AddSingleton(new WorkerName(new NpgsqlConnectionStringBuilder(options.Database).Username ?? Environment.MachineName))
        .AddSsh(options.Ssh, keys.SshPrivateKey)
        .AddWork(options.Database!)
        .AddReconciling();

    private static IServiceCollection AddMetrics(this IServiceCollection services, WorkerOptions options) => services
        .AddTelemetry(options.Telemetry, [RunMetrics.MeterName, SshMetrics.MeterName], [RunStage.Source.Name], BeginCounters)
        .AddSingleton<IReadinessCheck, DatabaseReady>()
        .AddSingleton<IReadinessCheck, ClaimsReady>()
        .AddSingleton<IReadinessCheck, KeysReady>();

    public static void BeginCounters()
    {
        RunCounts.Begin();
        SshMetrics.Begin();
        WorkLoop.Begin(ReconcileLoop.Name, Leases.Name, WorkListener.Name, IdleConnections.Name);
    }

    private static IServiceCollection AddWork(this IServiceCollection services, string database) => services
        .AddSingleton(_ => DataSource(database))
        .AddSingleton<DatabaseHealth>()
        .AddSingleton<WorkLoop>()
        .AddSingleton<WorkTable>()
        .AddSingleton<WorkSignal>()
        .AddSingleton<ClaimPulse>()
        .AddSingleton<Leases>()
        .AddHostedService(s => s.GetRequiredService<Leases>())
        .AddHostedService<WorkListener>();

    // The loop is last, so it is stopped first: leases are renewed until its last run is over.
    private static IServiceCollection AddReconciling(this IServiceCollection services) => services
        .AddSingleton<CredentialOpener>()
        .AddSingleton<CredentialSealer>()
        .AddSingleton<DomainAddresses>()
        .AddSingleton<Prober>()
        .AddSingleton<HostContact>()
        .AddSingleton<ObservationReader>()
        .AddSingleton<EvidenceDesk>()
        .AddSingleton<IApplyGate, ApplyGate>()
        .AddSingleton<Enforcer>()
        .AddSingleton<PlantDesk>()
        .AddSingleton<Adopter>()
        .AddSingleton<HostVisitor>()
        .AddSingleton<ProbeDesk>()
        .AddSingleton<RevocationDesk>()
        .AddSingleton<RunLog>()
        .AddSingleton<Reconciler>()
        .AddSingleton<HandoverDesk>()
        .AddSingleton<ReportDesk>()
        .AddSingleton<ServerMemories>()
        .AddSingleton<ServerRun>()
        .AddHostedService<ReconcileLoop>();

    private static NpgsqlDataSource DataSource(string database)
    {
        var settings = new NpgsqlConnectionStringBuilder(database) { Timeout = 3, KeepAlive = 10, NoResetOnClose = true, MaxPoolSize = 20, ApplicationName = "fleet-worker" };
        return NpgsqlDataSource.Create(settings);
    }
}
