using Fleet.Contracts.Api;
using Fleet.IntegrationTests.EndToEnd;
using Fleet.IntegrationTests.TestBed;
using Npgsql;

namespace Fleet.IntegrationTests.Epochs;

/// <summary>What `fleet backup` names, done as it says; only places differ: this fleet's are of the test's own.</summary>
internal sealed class Keeping : IAsyncDisposable
{
    private readonly RunningFleet _fleet;
    private readonly NpgsqlConnectionStringBuilder _owner;
    private readonly string _kept = Directory.CreateTempSubdirectory("fleet-backup-").FullName;
    private readonly List<string> _made = [];

    private Keeping(RunningFleet fleet, BackupList list) =>
        (_fleet, List, _owner) = (fleet, list, new NpgsqlConnectionStringBuilder(fleet.Database.OwnerConnection));

    public BackupList List { get; }

    public static async Task<Keeping> Of(RunningFleet fleet)
    {
        var keeping = new Keeping(fleet, await fleet.Client.Recovery.Backup(TestContext.Current.CancellationToken));
        foreach (var item in keeping.List.Items) await keeping.Run(item.Keep);
        return keeping;
    }

    /// <summary>The dump in a database of another name: all lines up to the services' start.</summary>
    /// <returns>The logins that were made last.</returns>
    public async Task<(string ControlPlane, string Worker, string Init)> Restore(string suffix)
    {
        var database = _owner.Database + suffix;
        _made.Add(database);
        var init = "";
        foreach (var line in List.Restore.TakeWhile(l => !l.StartsWith("systemctl", StringComparison.Ordinal)))
        {
            var said = await Run(line.Replace(_owner.Database!, database, StringComparison.Ordinal).Replace("_restored", suffix, StringComparison.Ordinal), database);
            if (line.StartsWith("fleet-controlplane init", StringComparison.Ordinal)) init = said.Error;
        }

        return (await Login("controlplane"), await Login("worker"), init);
    }

    /// <summary>The same database with older contents: by what PostgreSQL says of itself, nothing has happened.</summary>
    public Task RestoreInPlace() => Run(
        $"psql --quiet --dbname={_owner.Database} --command='drop schema fleet, wolverine, work, access cascade' && pg_restore --exit-on-error --dbname={_owner.Database} fleet.dump");

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _made) await Run($"dropdb --force --if-exists {database}");
        Directory.Delete(_kept, recursive: true);
    }

    private async Task<ScriptResult> Run(string line, string? database = null)
    {
        var owner = new NpgsqlConnectionStringBuilder(_owner.ConnectionString) { Database = database ?? _owner.Database };
        var here = line
            .Replace("fleet-controlplane ", RunningProgram.PathOf("Fleet.ControlPlane") + " ", StringComparison.Ordinal)
            .Split(" --owner-connection")[0]
            .Replace("/etc/fleet/worker/keys", _fleet.Keys, StringComparison.Ordinal)
            .Replace("/var/lib/fleet-worker", Path.Combine(_fleet.Home, "worker.state"), StringComparison.Ordinal)
            .Replace("/etc/fleet", _kept, StringComparison.Ordinal);
        return (await Script.Run("sh", ["-c", $"cd {_kept} && {here}"], new Dictionary<string, string>
        {
            ["PGHOST"] = owner.Host!,
            ["PGPORT"] = $"{owner.Port}",
            ["PGUSER"] = owner.Username!,
            ["PGPASSWORD"] = owner.Password!,
            ["FLEET_OwnerDatabase"] = owner.ConnectionString,
        })).MustSucceed();
    }

    private Task<string> Login(string role) => File.ReadAllTextAsync(Path.Combine(_kept, role, "database"));
}
