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
        await using var exists = new NpgsqlCommand("select from pg_roles where rolname = $1", connection) { Parameters = { new() { Value = name } } };
        await using (var found = await exists.ExecuteReaderAsync(stop))
            role = found.HasRows ? "alter" : "create";
        await using var make = new NpgsqlCommand($"""
            {role} role "{name}" login inherit nosuperuser nocreatedb nocreaterole noreplication connection limit 40 password '{password.Verifier}';
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
        await using var revoke = owner.CreateCommand(
            $"alter role \"{name}\" nologin; select pg_terminate_backend(pid) from pg_stat_activity where usename = '{name}'");
        await revoke.ExecuteNonQueryAsync(stop);
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex ValidName();
}
