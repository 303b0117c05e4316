using Fleet.ControlPlane.Storage;
using Fleet.IntegrationTests.TestBed;
using Npgsql;

namespace Fleet.IntegrationTests.Storage;

/// <summary>A database of one test class, made ready by Fleet's own init, with a login of each kind.</summary>
public sealed class FleetDatabase(TestPostgres postgres) : IAsyncLifetime
{
    // Group roles belong to the whole cluster: two inits at once would trip over each other's catalogue rows.
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private TestDatabase _database = null!;

    public NpgsqlDataSource Owner { get; private set; } = null!;
    public NpgsqlDataSource ControlPlane { get; private set; } = null!;
    public NpgsqlDataSource Worker { get; private set; } = null!;
    public NpgsqlDataSource OtherWorker { get; private set; } = null!;
    public NpgsqlDataSource Reader { get; private set; } = null!;
    public string OwnerConnection => _database.ConnectionString;
    public string ControlPlaneConnection { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await OneAtATime.WaitAsync();
        try
        {
            _database = await postgres.Create();
            Owner = NpgsqlDataSource.Create(_database.ConnectionString);
            await Init();
            ControlPlaneConnection = await LogIn("controlplane");
            ControlPlane = NpgsqlDataSource.Create(ControlPlaneConnection);
            Worker = NpgsqlDataSource.Create(await LogIn("worker"));
            OtherWorker = NpgsqlDataSource.Create(await LogIn("worker", "other_"));
            Reader = NpgsqlDataSource.Create(await LogIn("reader"));
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    /// <summary>As if the disk were gone.</summary>
    public async Task DropIt() => await _database.DisposeAsync();

    public Task Init() => InitVerb.Migrate(Owner, OwnerConnection, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var source in new[] { ControlPlane, Worker, OtherWorker, Reader, Owner })
            await source.DisposeAsync();
        await _database.DisposeAsync();
    }

    private Task<string> LogIn(string role, string prefix = "") =>
        Login.Make(Owner, role, $"{prefix}{role}_{_database.Name[2..16]}", TestContext.Current.CancellationToken);
}
