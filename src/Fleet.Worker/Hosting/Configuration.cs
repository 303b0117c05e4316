using Microsoft.Extensions.Configuration;

namespace Fleet.Worker.Hosting;

internal static class Configuration
{
    private const string FileSuffix = "_FILE";

    /// <summary>appsettings.json beside the program, then FLEET_* of the environment; a value NAME may be given as a file, NAME_FILE.</summary>
    public static void AddFleet(this IConfigurationBuilder configuration)
    {
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false);
        configuration.AddEnvironmentVariables("FLEET_");
        configuration.AddInMemoryCollection(OpenTelemetry());
        var files = configuration.Build().AsEnumerable().Where(v => v.Key.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase) && v.Value is { Length: > 0 });
        configuration.AddInMemoryCollection([.. files.Select(v => KeyValuePair.Create<string, string?>(v.Key[..^FileSuffix.Length], File.ReadAllText(v.Value!).Trim()))]);
    }

    // Read from here, under their own names.
    private static IEnumerable<KeyValuePair<string, string?>> OpenTelemetry() => Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal))
        .Select(name => KeyValuePair.Create(name, Environment.GetEnvironmentVariable(name)));

    /// <returns>What is missing, with what to do; null when the worker can start.</returns>
    public static string? Problem(this WorkerOptions options) => options switch
    {
        { Database: null or "" } => "No database is given. Set FLEET_Database, or FLEET_Database_FILE to a file with the connection string of this worker's own login (fleet-controlplane login worker NAME)",
        { Keys: null or "" } => "No keys are given. Set FLEET_Keys to the directory that `fleet-worker init --keys DIR` made",
        { State: null or "" } => "No state directory is given. Set FLEET_State to a directory that is this worker's alone: it remembers host keys there",
        { Lease: var lease } when lease.Margin + lease.RenewEvery >= lease.Length => "FLEET_Lease: Margin and RenewEvery together must be shorter than Length, or every run would be cut short",
        _ => options.Telemetry.Problem(),
    };
}
