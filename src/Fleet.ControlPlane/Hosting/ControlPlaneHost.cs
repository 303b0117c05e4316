using Fleet.ControlPlane.Audit;
using Fleet.ControlPlane.Drift;
using Fleet.ControlPlane.Changes;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Credentials;
using Fleet.ControlPlane.Epochs;
using Fleet.ControlPlane.Metrics;
using Fleet.ControlPlane.Plans;
using Fleet.ControlPlane.Reconciling;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Storage;
using Fleet.Telemetry;
using JasperFx;
using JasperFx.CodeGeneration;
using Marten;
using Npgsql;
using Wolverine;
using Wolverine.Http;
using Wolverine.Marten;

namespace Fleet.ControlPlane.Hosting;

/// <summary>Composition of the control plane, the same for running, for init and for tests.</summary>
public static class ControlPlaneHost
{
    public static async Task<int> Run(string[] args)
    {
        await using var app = Build(args);
        // Known to be wrong before anything listens.
        _ = app.Services.GetRequiredService<Lazy<PublicBundle>>().Value;
        await app.RunAsync();
        return 0;
    }

    /// <summary>Settings by which the owner acts as the role that owns Fleet's schemas.</summary>
    public static string[] ForOwner(string connection) => ["--Database", EventStoreMigration.AsOwnerRole(connection), "--Logging:LogLevel:Default", "Warning"];

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ControlPlaneHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddEnvironmentVariables("FLEET_").AddCommandLine(args);
        var settings = Settings.From(builder.Configuration);
        ListenAddresses.MustBeSafe(builder.Configuration, settings.Urls);
        builder.WebHost.UseUrls(settings.Urls);
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Logging.AddSimpleConsole(console => (console.IncludeScopes, console.SingleLine) = (true, true));
        AddStorage(builder, settings.Database);
        AddMetrics(builder.Services, settings.Telemetry, new(settings.MetricsRefresh));
        AddCommands(builder.Services, settings);
        builder.Services.AddApi();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization();
        app.MapWolverineEndpoints(options =>
        {
            options.RequireAuthorizeOnAll();
            options.ConfigureEndpoints(ApiDescription.Describe);
        });
        return app;
    }

    private static void AddStorage(WebApplicationBuilder builder, string database)
    {
        // Whoever only listens notices a database that silently went away.
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { KeepAlive = 10 }));
        builder.Services
            .AddMarten(options => EventStore.Configure(options, database))
            .IntegrateWithWolverine(marten =>
            {
                marten.MessageStorageSchemaName = EventStore.MessageSchema;
                marten.UseWolverineManagedEventSubscriptionDistribution = true;
            });
        builder.Host.UseWolverine(options =>
        {
            options.ApplicationAssembly = typeof(ControlPlaneHost).Assembly;
            options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
            UseGeneratedCode(options.CodeGeneration, builder.Configuration["GeneratedCode"]);
            DistributeProjections(options.Durability);
        });
    }

    // Release has it compiled in (see the project file); Debug makes it at run time, and writes it for Release.
    private static void UseGeneratedCode(GenerationRules rules, string? output)
    {
#if DEBUG
        rules.TypeLoadMode = TypeLoadMode.Dynamic;
#else
        rules.TypeLoadMode = TypeLoadMode.Static;
#endif
        if (output is not null)
            rules.GeneratedCodeOutputPath = output;
    }

    // Views start with the node and move to another one within half a minute when it ends; no message is kept, so nothing recovers any.
    private static void DistributeProjections(DurabilitySettings durability)
    {
        durability.DurabilityAgentEnabled = false;
        durability.FirstHealthCheckExecution = TimeSpan.FromMilliseconds(200);
        durability.HealthCheckPollingTime = TimeSpan.FromSeconds(1);
        durability.CheckAssignmentPeriod = TimeSpan.FromSeconds(2);
        durability.StaleNodeTimeout = TimeSpan.FromSeconds(6);
        durability.LeaderColdStartHoldEvaluations = 0;
    }

    private static void AddCommands(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<RefusalLog>().AddSingleton<CommandDesk>().AddSingleton<CommandTracker>().AddSingleton<AuditReader>().AddSingleton<FreshLook>();
        services.AddSingleton<OneOwnerView>();
        services.AddSingleton<OpenStreams>().AddSingleton<Signals>().AddHostedService(s => s.GetRequiredService<Signals>());
        services.AddSingleton<Adoption>().AddSingleton<SealedAccounts>().AddSingleton<RestoreWatch>().AddHostedService<CopyWatch>();
        services.AddSingleton<ReportTaker>().AddHostedService<ReportPump>().AddHostedService<ChangeClock>();
        services.AddSingleton(settings.Plants).AddHostedService<PlantClock>();
        // init and rebuild run without one
        services.AddSingleton(_ => new Lazy<PublicBundle>(() => PublicBundle.Read(settings.PublicBundle)));
        services.AddSingleton<CredentialSealer>().AddSingleton<PasswordMaterial>().AddSingleton<ProbeCredentials>().AddHostedService<ProbeRotation>();
        services.AddSingleton<CommandRetention>().AddHostedService(s => s.GetRequiredService<CommandRetention>());
    }

    private static void AddMetrics(IServiceCollection services, TelemetryOptions options, ExporterOptions exporter)
    {
        services.AddTelemetry(
            options,
            meters: [FleetGauges.MeterName, FleetCounters.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"],
            sources: [CommandActivity.SourceName, "Microsoft.AspNetCore"],
            FleetCounters.Begin,
            FleetGauges.Bound);
        services.AddSingleton(exporter).AddSingleton<FleetGauges>();
        if (options.MetricsUrl is not null)
            services.AddHostedService<FleetExporter>();
        services.AddSingleton<IReadinessCheck, DatabaseReady>().AddSingleton<IReadinessCheck, ProjectionsReady>();
        services.AddSingleton<IReadinessCheck, WorkClaimed>().AddSingleton<IReadinessCheck, BundleReady>();
    }
}
