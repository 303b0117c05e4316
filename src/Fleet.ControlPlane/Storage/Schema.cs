using Npgsql;

namespace Fleet.ControlPlane.Storage;

/// <summary>Fleet's own SQL (roles, work, access): each script states what must be, so it can run again at any time.</summary>
public static class Schema
{
    private static readonly string[] AsOwner =
    [
        "020-work-tables", "021-epochs", "022-standing-holds", "030-work-for-workers", "031-work-for-control-plane", "032-holds", "033-recovery",
        "034-mass-drift", "035-planted", "040-access-tables",
    ];

    private static readonly string[] OnEventStore = ["080-audit-signal", "081-event-indexes", "082-audit-view", "090-rights"];

    /// <summary>Brings an empty or an older database up to this version. The connection may create roles and owns the database.</summary>
    public static async Task Migrate(NpgsqlDataSource owner, Func<Task> migrateEventStore, CancellationToken stop)
    {
        await using var connection = await owner.OpenConnectionAsync(stop);
        await Run(connection, "select pg_advisory_lock(hashtext('fleet init'))", stop);
        await Run(connection, await Script("010-roles"), stop);
        await Run(connection, "set role fleet_owner", stop);
        foreach (var script in AsOwner)
            await Run(connection, await Script(script), stop);
        await migrateEventStore();
        foreach (var script in OnEventStore)
            await Run(connection, await Script(script), stop);
        await Run(connection, "reset role; select pg_advisory_unlock(hashtext('fleet init'))", stop);
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    private static async Task<string> Script(string name)
    {
        await using var stream = typeof(Schema).Assembly.GetManifestResourceStream($"Fleet.ControlPlane.Storage.Sql.{name}.sql")
            ?? throw new InvalidOperationException($"The script {name} is not in this build");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
