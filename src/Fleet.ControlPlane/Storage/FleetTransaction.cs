using Fleet.ControlPlane.Metrics;
using Marten;
using Npgsql;

namespace Fleet.ControlPlane.Storage;

/// <summary>
/// One transaction under one of Fleet's locks: what is read in it stays true until its commit, so an enrolment and a registration at
/// the same time miss nothing. Its <see cref="Now"/> is PostgreSQL's clock, read when the lock was held: times follow the order of commits.
/// </summary>
public sealed class FleetTransaction : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;
    private readonly List<string> _written = [];

    private FleetTransaction(NpgsqlConnection connection, NpgsqlTransaction transaction, IDocumentSession session, DateTimeOffset now) =>
        (_connection, _transaction, Session, Now) = (connection, transaction, session, now);

    public IDocumentSession Session { get; }

    public DateTimeOffset Now { get; }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Waits for the lock, at most 10 s.</summary>
    public static Task<FleetTransaction> Begin(NpgsqlDataSource database, IDocumentStore store, FleetLock held, CancellationToken stop) =>
        Begin(database, store, held, Patience, stop);

    public static async Task<FleetTransaction> Begin(
        NpgsqlDataSource database, IDocumentStore store, FleetLock held, TimeSpan patience, CancellationToken stop) =>
        (await Begin(database, store, "select true from pg_advisory_xact_lock($1)", held, patience, stop))!;

    /// <returns>null when somebody else holds the lock.</returns>
    public static Task<FleetTransaction?> TryBegin(NpgsqlDataSource database, IDocumentStore store, FleetLock held, CancellationToken stop) =>
        Begin(database, store, "select pg_try_advisory_xact_lock($1)", held, Patience, stop);

    private static async Task<FleetTransaction?> Begin(
        NpgsqlDataSource database, IDocumentStore store, string takeLock, FleetLock held, TimeSpan patience, CancellationToken stop)
    {
        var connection = await database.OpenConnectionAsync(stop);
        try
        {
            var transaction = await connection.BeginTransactionAsync(stop);
            if (await ReadClockUnderLock(connection, transaction, takeLock, held, patience, stop) is { } now)
                return new(connection, transaction, store.LightweightSession(Marten.Services.SessionOptions.ForTransaction(transaction)), now);
            await connection.DisposeAsync();
            return null;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // A statement each: the clock is read after the lock was waited for.
    private static async Task<DateTimeOffset?> ReadClockUnderLock(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string takeLock, FleetLock held, TimeSpan patience, CancellationToken stop)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                new($"set local lock_timeout = '{patience.TotalSeconds:0}s'"),
                new(takeLock) { Parameters = { new() { Value = (long)held } } },
                new("select clock_timestamp()"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        if (!reader.GetBoolean(0))
            return null;
        await reader.NextResultAsync(stop);
        await reader.ReadAsync(stop);
        return reader.GetFieldValue<DateTimeOffset>(0);
    }

    /// <summary>A second lock, until the end of the transaction; always in the order in which they are declared.</summary>
    public async Task Also(FleetLock held, CancellationToken stop)
    {
        await using var batch = Batch();
        batch.BatchCommands.Add(new("select pg_advisory_xact_lock($1)") { Parameters = { new() { Value = (long)held } } });
        await batch.ExecuteNonQueryAsync(stop);
    }

    public NpgsqlBatch Batch() => new(_connection, _transaction);

    /// <summary>To be called before something else is waited for: the database ends a transaction that idles for 5 s.</summary>
    public async Task StayAwake(CancellationToken stop)
    {
        await using var batch = Batch();
        batch.BatchCommands.Add(new("select 1"));
        await batch.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Writes events and documents; whatever goes wrong here, nothing was kept.</summary>
    public Task Write(CancellationToken stop)
    {
        _written.AddRange(Session.PendingChanges.Streams().SelectMany(s => s.Events).Select(e => e.EventTypeName));
        return Session.SaveChangesAsync(stop);
    }

    /// <summary>Not cancelled by a client that went away: from here on the answer counts.</summary>
    public async Task Commit()
    {
        try
        {
            await _transaction.CommitAsync(CancellationToken.None);
        }
        catch (NpgsqlException broken)
        {
            throw new OutcomeUnknownException(broken);
        }
        FleetCounters.Committed(_written);
    }

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}

public enum FleetLock : long
{
    Commands = 0x466c656574_01,
    Reports = 0x466c656574_02,
    Changes = 0x466c656574_03,
}

/// <summary>The connection broke while the commit was on its way: it may have happened.</summary>
public sealed class OutcomeUnknownException(Exception inner) : Exception("The connection to the database broke during the commit", inner);
