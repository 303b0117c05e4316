using Fleet.ControlPlane.Credentials;
using Fleet.Telemetry;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Metrics;

public sealed class DatabaseReady(NpgsqlDataSource database) : IReadinessCheck
{
    public string Name => "database";

    public async Task<Readiness> Look(CancellationToken stop)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(stop);
            return new(true, "answers");
        }
        catch (NpgsqlException e)
        {
            return new(false, Unavailable(e));
        }
    }

    public static string Unavailable(NpgsqlException e) => $"PostgreSQL does not answer ({(e as PostgresException)?.SqlState ?? e.GetType().Name})";
}

/// <summary>Views that are behind answer with the past: the audit, and what a command waits for.</summary>
public sealed class ProjectionsReady(NpgsqlDataSource database, IDocumentStore store, TimeProvider time) : IReadinessCheck
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public string Name => "projections";

    public async Task<Readiness> Look(CancellationToken stop)
    {
        try
        {
            var behind = (await Lags(stop)).Where(l => l.Since is { } since && time.GetUtcNow() - since > Longest).ToArray();
            return behind.Length == 0
                ? new(true, "up to date")
                : new(false, string.Join(", ", behind.Select(l => $"{l.Name} is {l.Events} events behind, since {l.Since:u}")));
        }
        catch (NpgsqlException e)
        {
            return new(false, DatabaseReady.Unavailable(e));
        }
    }

    private async Task<List<ProjectionLag>> Lags(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { ProjectionLags.Command(ProjectionLags.Names(store)) } };
        await using var reader = await batch.ExecuteReaderAsync(stop);
        var lags = new List<ProjectionLag>();
        while (await reader.ReadAsync(stop))
            lags.Add(ProjectionLags.Read(reader));
        return lags;
    }
}

/// <summary>Told, and never a reason not to be ready: commands are taken while no worker is there, and that is when somebody needs them.</summary>
public sealed class WorkClaimed(NpgsqlDataSource database) : IReadinessCheck
{
    private const string Sql = """
        select count(*), coalesce(extract(epoch from clock_timestamp() - min(due_at)), 0)::float8
          from work.server where due_at < clock_timestamp() and not retired and (lease_until is null or lease_until < clock_timestamp())
        """;

    public string Name => "work";

    public async Task<Readiness> Look(CancellationToken stop)
    {
        try
        {
            await using var command = database.CreateCommand(Sql);
            await using var reader = await command.ExecuteReaderAsync(stop);
            await reader.ReadAsync(stop);
            return new(true, reader.GetInt64(0) == 0 ? "none waits" : $"{reader.GetInt64(0)} servers wait for a worker, the first for {reader.GetDouble(1):0} s");
        }
        catch (NpgsqlException e)
        {
            return new(true, DatabaseReady.Unavailable(e));
        }
    }
}

public sealed class BundleReady(Lazy<PublicBundle> bundle) : IReadinessCheck
{
    public string Name => "keys";

    public Task<Readiness> Look(CancellationToken stop) => Task.FromResult(new Readiness(true, $"of fleet {bundle.Value.Fleet}"));
}
