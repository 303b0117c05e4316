using Renci.SshNet;

namespace Fleet.Worker.Ssh;

/// <summary>A connection that is logged in. It serves one command at a time; after a failure it is closed and not used again.</summary>
internal sealed class SshConnection(SshClient client, SshTarget target, JumpTunnel? tunnel, SshOptions options, TimeProvider time) : IDisposable
{
    private readonly long _made = time.GetTimestamp();
    private int _disposed;
    private bool _opened;

    public SshTarget Target => target;

    public SshClient Client => client;

    public bool IsUsable => _disposed == 0 && client.IsConnected && time.GetElapsedTime(_made) < options.LongestUse;

    public long LastUsed { get; private set; } = time.GetTimestamp();

    /// <summary>It is logged in, and counts.</summary>
    public void Opened()
    {
        _opened = true;
        SshMetrics.Opened();
    }

    /// <returns>Started is false when the failure came before the host can have seen anything of the request's input.</returns>
    public async Task<(SshResult Result, bool Started)> RunAsync(SshRequest request, CancellationToken stop)
    {
        using var run = new SshCommandRun(client, request, options, time);
        try
        {
            var result = await run.CompleteAsync(stop);
            LastUsed = time.GetTimestamp();
            if (result is SshResult.Failed) Dispose();
            return (result, run.Started);
        }
        catch (OperationCanceledException)
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1) return;
        if (_opened) SshMetrics.Closed();
        // Saying goodbye may block on a peer that no longer reads.
        _ = Task.Run(() =>
        {
            client.Dispose();
            tunnel?.Dispose();
        });
    }
}
