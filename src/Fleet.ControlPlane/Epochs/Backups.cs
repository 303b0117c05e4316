using System.Collections.Immutable;
using Fleet.Contracts.Api;
using Npgsql;

namespace Fleet.ControlPlane.Epochs;

/// <summary>
/// What to keep of this fleet and how: the database as it is asked now, files where the packages' units have them. The commands run as the
/// database's superuser or root; nothing of them holds a secret.
/// </summary>
public static class Backups
{
    private const string Tables = """
        select schemaname || '.' || tablename from pg_catalog.pg_tables
         where schemaname in ('fleet', 'wolverine', 'work', 'access') order by 1
        """;

    public static async Task<BackupList> Of(NpgsqlDataSource database, string? publicBundle, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var name = connection.Database;
        var items = Items(name, publicBundle ?? "/etc/fleet/fleet.public.json", await Named(connection, stop));
        var asOwner = $"--owner-connection 'Host=/var/run/postgresql;Username=postgres;Database={name}'";
        return new($"{name} at {connection.Host}:{connection.Port}", items, Restore(name, asOwner));
    }

    private static BackupItem[] Items(string name, string bundle, ImmutableArray<string> tables) =>
    [
        new("database", name, Apart: false, $"pg_dump --format=custom --file=fleet.dump --dbname={name}",
            "every command, event and desired state, the sealed credentials and operators' tokens (as hashes)", tables),
        new("public bundle", bundle, Apart: false, $"tar --create --file=fleet-public.tar --absolute-names {bundle}",
            "made anew only with new keys: the fleet's id, and the key to which credentials are sealed"),
        new("workers' pins", "/var/lib/fleet-worker", Apart: false, "tar --create --file=fleet-pins.tar --absolute-names /var/lib/fleet-worker",
            "which host keys each worker has accepted: without it, it takes those that operators pinned"),
        new("workers' keys", "/etc/fleet/worker/keys", Apart: true, "tar --create --file=fleet-keys.tar --absolute-names /etc/fleet/worker/keys",
            "the SSH key, so every server needs `fleet servers prepare` again, and the sealing key, so every user needs a new password"),
    ];

    private static string[] Restore(string name, string asOwner) =>
    [
        "createuser --no-login fleet_owner || true",
        $"createdb {name}",
        $"psql --quiet --dbname={name} --command='grant fleet_owner to current_user'",
        $"pg_restore --exit-on-error --no-privileges --dbname={name} fleet.dump",
        "tar --extract --file=fleet-public.tar --absolute-names",
        "tar --extract --file=fleet-pins.tar --absolute-names",
        "tar --extract --file=fleet-keys.tar --absolute-names",
        $"fleet-controlplane init --token-file /etc/fleet/first-operator.token {asOwner}",
        $"fleet-controlplane login controlplane cp_restored --file /etc/fleet/controlplane/database {asOwner}",
        $"fleet-controlplane login worker worker_restored --file /etc/fleet/worker/database {asOwner}",
        "systemctl start fleet-controlplane fleet-worker",
        "fleet check all",
        "fleet recover",
        "fleet recover --accept --original gone --reason 'restored from the backup of ...'",
    ];

    private static async Task<ImmutableArray<string>> Named(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(Tables, connection);
        await using var reader = await command.ExecuteReaderAsync(stop);
        var tables = ImmutableArray.CreateBuilder<string>();
        while (await reader.ReadAsync(stop))
            tables.Add(reader.GetString(0));
        return tables.DrainToImmutable();
    }
}
