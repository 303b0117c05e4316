using Fleet.Worker.Keys;
using Npgsql;

namespace Fleet.IntegrationTests.Reconciling;

/// <summary>The real fleet-worker program.</summary>
internal sealed class WorkerProcess(KeyDirectory keys, string database, string state, IReadOnlyDictionary<string, string>? settings = null)
    : RunningProgram("Fleet.Worker", new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
    {
        ["FLEET_Keys"] = keys.Path,
        ["FLEET_Database"] = database,
        ["FLEET_State"] = state,
    })
{
    /// <summary>Its login at the database, which is the owner of its leases.</summary>
    public string Name { get; } = new NpgsqlConnectionStringBuilder(database).Username!;

    public string State => state;
}
