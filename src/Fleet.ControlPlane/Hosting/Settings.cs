using System.Globalization;
using Fleet.ControlPlane.Drift;
using Fleet.ControlPlane.Metrics;
using Fleet.ControlPlane.Storage;
using Fleet.Telemetry;

namespace Fleet.ControlPlane.Hosting;

/// <summary>
/// From <c>appsettings.json</c>, environment (<c>FLEET_</c>, <c>__</c> between parts) and switches, the later one wins.
/// A value that holds a secret may be in a file named by <c>NAME_FILE</c>.
/// </summary>
public sealed record Settings(string Database, string Urls, string? PublicBundle, TelemetryOptions Telemetry, TimeSpan MetricsRefresh, PlantOptions Plants)
{
    public const string DefaultUrls = "http://127.0.0.1:7420";
    public const string DefaultMetricsUrl = "http://127.0.0.1:7421";

    public static Settings From(IConfiguration configuration) => new(
        Secret(configuration, "Database") ?? throw new UsageException(
            "No database: set FLEET_Database_FILE to the file that 'fleet-controlplane login controlplane NAME --file FILE' wrote, or FLEET_Database to a connection string"),
        configuration["Urls"] ?? DefaultUrls,
        configuration["PublicBundle"],
        Listening(TelemetryOptions.From("fleet-controlplane", configuration["MetricsUrl"], DefaultMetricsUrl)),
        Refresh(configuration["MetricsRefresh"]),
        PlantOptions.From(configuration["PlantInterval"]));

    private static TelemetryOptions Listening(TelemetryOptions telemetry) => telemetry.Problem() is { } problem ? throw new UsageException(problem) : telemetry;

    // Longer than it stays valid, numbers would come and go.
    private static TimeSpan Refresh(string? text) =>
        text is null ? FleetExporter.Refresh
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var refresh) && refresh >= FleetExporter.Soonest && refresh <= FleetExporter.Refresh ? refresh
        : throw new UsageException($"FLEET_MetricsRefresh is not a time from {FleetExporter.Soonest:g} to {FleetExporter.Refresh:g}: '{text}'. Example: 00:00:02");

    public static string? Secret(IConfiguration configuration, string name)
    {
        if (configuration[$"{name}_FILE"] is not { Length: > 0 } file)
            return configuration[name];
        try
        {
            return SecretFile.Read(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{name}_FILE can't be read: {e.Message}");
        }
    }
}
