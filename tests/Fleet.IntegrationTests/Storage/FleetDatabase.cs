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

    public async ValueTask InitializeAsync()
    {
        await OneAtATime.WaitAsync();
        try
        {
            _database = await postgres.Create();
            Owner = NpgsqlDataSource.Create(_database.ConnectionString);
            await Init();
            ControlPlane = await LogIn("controlplane");
            Worker = await LogIn("worker");
            OtherWorker = await LogIn("worker", "other_");
            Reader = await LogIn("reader");
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    public Task Init() => Schema.Migrate(Owner, () => Task.CompletedTask, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var source in new[] { ControlPlane, Worker, OtherWorker, Reader, Owner })
            await source.DisposeAsync();
        await _database.DisposeAsync();
    }

    private async Task<NpgsqlDataSource> LogIn(string role, string prefix = "") =>
        NpgsqlDataSource.Create(await Login.Make(Owner, role, $"{prefix}{role}_{_database.Name[2..16]}", TestContext.Current.CancellationToken));
}
