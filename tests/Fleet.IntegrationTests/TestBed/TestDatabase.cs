using Npgsql;

namespace Fleet.IntegrationTests.TestBed;

/// <summary>One test's (or test class's) own database, with its superuser's connection string; dropped on dispose, whoever is connected.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _server;

    private TestDatabase(string server, string name)
    {
        _server = server;
        Name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name, IncludeErrorDetail = true }.ConnectionString;
    }

    public string Name { get; }
    public string ConnectionString { get; }

    public async ValueTask DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString))
            NpgsqlConnection.ClearPool(connection);
        await Execute(_server, $"drop database if exists {Name} with (force)");
    }

    internal static async Task<TestDatabase> Create(string server, string template)
    {
        var name = $"t_{Guid.NewGuid():N}";
        await Execute(server, $"create database {name} template {template}");
        return new TestDatabase(server, name);
    }

    /// <summary>Nobody is connected any more, nor can be: what PostgreSQL asks of a template.</summary>
    internal async Task Close()
    {
        await Execute(_server, $"alter database {Name} allow_connections false");
        await Execute(_server, $"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{Name}'");
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
