using Fleet.ControlPlane.Storage;
using Npgsql;

namespace Fleet.IntegrationTests.Storage;

/// <summary>A database of one test class, made ready by Fleet's own init, with a login of each kind.</summary>
public sealed class FleetDatabase(PrivatePostgres postgres) : IAsyncLifetime
{
    // Group roles belong to the whole cluster: two inits at once would trip over each other's catalogue rows.
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private readonly string _name = $"fleet_{Guid.NewGuid():n}";

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
            await using (var superuser = NpgsqlDataSource.Create(postgres.Superuser))
            await using (var create = superuser.CreateCommand($"create database {_name}"))
                await create.ExecuteNonQueryAsync();
            Owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.Superuser) { Database = _name });
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
        await using var superuser = NpgsqlDataSource.Create(postgres.Superuser);
        await using var drop = superuser.CreateCommand($"drop database {_name} with (force)");
        await drop.ExecuteNonQueryAsync();
    }

    private async Task<NpgsqlDataSource> LogIn(string role, string prefix = "") =>
        NpgsqlDataSource.Create(await Login.Make(Owner, role, $"{prefix}{role}_{_name[6..20]}", TestContext.Current.CancellationToken));
}
