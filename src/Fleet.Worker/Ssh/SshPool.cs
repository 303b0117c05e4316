using System.Collections.Concurrent;
using Fleet.Worker.Work;

namespace Fleet.Worker.Ssh;

/// <summary>Kept connections, at most one per server. A connection is taken out while it is used, so two runs never share one.</summary>
internal sealed class SshPool(SshConnector connector, SshOptions options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, SshConnection> _idle = [];

    public int Count => _idle.Count;

    /// <summary>Runs one command on a server. Failures of host and network are values; only cancellation throws.</summary>
    public async Task<SshResult> RunAsync(Guid server, SshTarget target, SshRequest request, CancellationToken stop)
    {
        if (Take(server, target) is { } kept)
        {
            var (result, started) = await kept.RunAsync(request, stop);
            Return(server, kept);
            // A kept connection may have died unnoticed. As long as the host saw no input, a new connection may try again.
            if (result is SshResult.Answered || started) return result;
        }

        var (connection, failure) = await ConnectAsync(target, stop);
        if (connection is null) return new SshResult.Failed(failure!);
        var answer = await connection.RunAsync(request, stop);
        Return(server, connection);
        return answer.Result;
    }

    private async Task<(SshConnection? Connection, SshFailure? Failure)> ConnectAsync(SshTarget target, CancellationToken stop)
    {
        using var span = RunStage.Start("connect");
        var made = await connector.ConnectAsync(target, stop);
        if (made.Failure is { } failure) span.Failed(failure.Code);
        return made;
    }

    public void Close(Guid server)
    {
        if (_idle.TryRemove(server, out var connection)) connection.Dispose();
    }

    public void CloseIdle()
    {
        foreach (var (server, connection) in _idle)
            if (time.GetElapsedTime(connection.LastUsed) > options.IdleTimeout && _idle.TryRemove(KeyValuePair.Create(server, connection)))
                connection.Dispose();
    }

    public void Dispose()
    {
        foreach (var server in _idle.Keys) Close(server);
    }

    private SshConnection? Take(Guid server, SshTarget target)
    {
        if (!_idle.TryRemove(server, out var connection)) return null;
        if (connection.IsUsable && connection.Target.SameAs(target)) return connection;
        connection.Dispose();
        return null;
    }

    private void Return(Guid server, SshConnection connection)
    {
        if (!connection.IsUsable || (_idle.Count >= options.MaxConnections && !MakeRoom()) || !_idle.TryAdd(server, connection)) connection.Dispose();
    }

    private bool MakeRoom()
    {
        var oldest = _idle.MinBy(c => c.Value.LastUsed);
        if (!_idle.TryRemove(oldest)) return false;
        oldest.Value.Dispose();
        return true;
    }
}
