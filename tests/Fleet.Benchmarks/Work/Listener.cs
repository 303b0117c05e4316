using System.Diagnostics;
using Npgsql;

namespace Fleet.Benchmarks.Work;

/// <summary>The peer: how long PostgreSQL itself takes from a statement that notifies to somebody who listens.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly NpgsqlConnection _listening;
    private readonly NpgsqlConnection _telling;

    private Listener(NpgsqlConnection listening, NpgsqlConnection telling) => (_listening, _telling) = (listening, telling);

    public static async Task<Listener> Open(NpgsqlDataSource source)
    {
        var listener = new Listener(await source.OpenConnectionAsync(), await source.OpenConnectionAsync());
        await using var listen = new NpgsqlCommand("listen fleet_bench", listener._listening);
        await listen.ExecuteNonQueryAsync();
        return listener;
    }

    /// <returns>Milliseconds.</returns>
    public async Task<double> Delay()
    {
        var from = Stopwatch.GetTimestamp();
        var heard = _listening.WaitAsync();
        await using var tell = new NpgsqlCommand("notify fleet_bench", _telling);
        await tell.ExecuteNonQueryAsync();
        await heard;
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _listening.DisposeAsync();
        await _telling.DisposeAsync();
    }
}
