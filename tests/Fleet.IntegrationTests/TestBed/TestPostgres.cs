using System.Collections.Concurrent;
using Fleet.IntegrationTests.TestBed;
using Xunit;

[assembly: AssemblyFixture(typeof(TestPostgres))]

namespace Fleet.IntegrationTests.TestBed;

/// <summary>
/// The real PostgreSQL of this test run: a private server, made at the first use and removed at the end, also when the run is killed.
/// FLEET_POSTGRES (a superuser's connection string) uses that server instead. Ask for it in the constructor of a test class:
/// <code>await using var database = await postgres.Create();                        // empty
/// await using var database = await postgres.Create("migrated", Migrate);           // a copy of one that Migrate(connectionString) filled once</code>
/// Databases are each test's own; roles belong to the server and are shared by all tests.
/// </summary>
public sealed class TestPostgres : IAsyncLifetime
{
    private static readonly string Program = Path.Combine(Script.Root, "infra/postgres/cluster");

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"fleet-tests-{Guid.NewGuid():N}");
    private readonly ConcurrentDictionary<string, Lazy<Task<TestDatabase>>> _templates = new();
    private readonly Lazy<Task<string>> _connection;
    private Guard? _guard;

    public TestPostgres() => _connection = new Lazy<Task<string>>(Start);

    public async Task<TestDatabase> Create() => await TestDatabase.Create(await _connection.Value, "template0");

    public async Task<TestDatabase> Create(string template, Func<string, Task> fill)
    {
        var filled = await _templates.GetOrAdd(template, _ => new Lazy<Task<TestDatabase>>(() => Fill(fill))).Value;
        return await TestDatabase.Create(await _connection.Value, filled.Name);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var template in _templates.Values)
            await (await template.Value).DisposeAsync();
        if (_guard is not null)
            await _guard.DisposeAsync();
    }

    private async Task<string> Start()
    {
        if (System.Environment.GetEnvironmentVariable("FLEET_POSTGRES") is { Length: > 0 } given)
            return given;
        _guard = new Guard(Program, ["hold", _directory]);
        // Nothing of it needs to outlive a machine that fails.
        string[] settings = ["-c", "max_connections=300", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
        var connectionFile = (await Script.Run(Program, ["up", _directory, .. settings])).MustSucceed().Output.Trim();
        return await File.ReadAllTextAsync(connectionFile);
    }

    private async Task<TestDatabase> Fill(Func<string, Task> fill)
    {
        var database = await Create();
        await fill(database.ConnectionString);
        await database.Close();
        return database;
    }
}
