using System.Text.RegularExpressions;
using Npgsql;

namespace Fleet.ControlPlane.Storage;

/// <summary>The database logins of programs and people: each is a member of one of Fleet's group roles and has a generated password.</summary>
public static partial class Login
{
    private static readonly Dictionary<string, string> Groups = new()
    {
        ["controlplane"] = "fleet_controlplane",
        ["worker"] = "fleet_worker",
        ["reader"] = "fleet_reader",
    };

    /// <summary>Makes the login, or gives an existing one a new password. Answers its connection string.</summary>
    public static async Task<string> Make(NpgsqlDataSource owner, string role, string name, CancellationToken stop)
    {
        if (!Groups.TryGetValue(role, out var group))
            throw new UsageException($"No such role: '{role}'. One of: {string.Join(", ", Groups.Keys)}");
        if (!ValidName().IsMatch(name) || name is "fleet_owner" || Groups.ContainsValue(name))
            throw new UsageException($"A login's name is 1-63 of a-z, 0-9 and _, begins with a letter and is not one of Fleet's group roles: '{name}' is not");

        var password = PostgresPassword.Generate();
        await using var connection = await owner.OpenConnectionAsync(stop);
        var verb = await IsOurs(connection, name, stop) ? "alter" : "create";
        await using var make = new NpgsqlCommand($"""
            {verb} role "{name}" login inherit nosuperuser nocreatedb nocreaterole noreplication connection limit 40 password '{password.Verifier}';
            revoke {string.Join(", ", Groups.Values)} from "{name}";
            grant {group} to "{name}";
            alter role "{name}" set idle_in_transaction_session_timeout = '5s';
            alter role "{name}" set statement_timeout = '60s';
            """, connection);
        await make.ExecuteNonQueryAsync(stop);
        return new NpgsqlConnectionStringBuilder
        {
            Host = connection.Host,
            Port = connection.Port,
            Database = connection.Database,
            Username = name,
            Password = password.Password,
        }.ConnectionString;
    }

    /// <summary>Takes the login's right to log in and ends its connections: what it had claimed is free when the leases run out.</summary>
    public static async Task Revoke(NpgsqlDataSource owner, string name, CancellationToken stop)
    {
        if (!ValidName().IsMatch(name))
            throw new UsageException($"No such login: '{name}'");
        await using var connection = await owner.OpenConnectionAsync(stop);
        if (!await IsOurs(connection, name, stop))
            throw new UsageException($"No such login: '{name}'");
        await using var revoke = new NpgsqlCommand(
            $"alter role \"{name}\" nologin; select pg_terminate_backend(pid) from pg_stat_activity where usename = '{name}'", connection);
        await revoke.ExecuteNonQueryAsync(stop);
    }

    // A role of the same name that is somebody else's, the owner's not least, keeps its password and its rights.
    private static async Task<bool> IsOurs(NpgsqlConnection connection, string name, CancellationToken stop)
    {
        await using var find = new NpgsqlCommand("""
            select exists (select from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid and g.rolname = any($2))
              from pg_roles r where r.rolname = $1
            """, connection) { Parameters = { new() { Value = name }, new() { Value = Groups.Values.ToArray() } } };
        return await find.ExecuteScalarAsync(stop) switch
        {
            null => false,
            true => true,
            _ => throw new UsageException($"{name} is a role of this database that Fleet did not make; nothing was changed. Choose another name"),
        };
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex ValidName();
}
