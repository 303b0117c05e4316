namespace Fleet.Worker.Work;

/// <summary>
/// The right to act on one server, as this worker's own clock knows it: counted from before the claim or renewal was sent, so it ends
/// here before it ends in the database.
/// </summary>
internal sealed class Lease : IDisposable
{
    private readonly LeaseOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ended;
    private readonly long _begun;
    private long _heldFrom;

    public Lease(Guid server, long fence, long sentAt, LeaseOptions options, TimeProvider time)
    {
        (Server, Fence, _options, _time) = (server, fence, options, time);
        _begun = _heldFrom = sentAt;
        _ended = new CancellationTokenSource(Left, time);
    }

    public Guid Server { get; }

    public long Fence { get; }

    /// <summary>Cancelled when the lease ends, whatever the reason.</summary>
    public CancellationToken Ended => _ended.Token;

    public bool IsOverdue => _time.GetElapsedTime(_begun) > _options.LongestRun;

    /// <summary>Before each step that changes something: a process that was frozen finds out here, before its timers do.</summary>
    public void ThrowIfEnded()
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _heldFrom)) > _options.Length - _options.Margin) End();
        _ended.Token.ThrowIfCancellationRequested();
    }

    public void Extend(long sentAt)
    {
        Volatile.Write(ref _heldFrom, sentAt);
        UnlessFinished(() => _ended.CancelAfter(Left));
    }

    public void End() => UnlessFinished(_ended.Cancel);

    public void Dispose() => _ended.Dispose();

    // The run may finish while a renewal is under way.
    private static void UnlessFinished(Action act)
    {
        try
        {
            act();
        }
        catch (ObjectDisposedException)
        {
            // nobody runs under this lease any more
        }
    }

    private TimeSpan Left
    {
        get
        {
            var left = _options.Length - _options.Margin - _time.GetElapsedTime(Volatile.Read(ref _heldFrom));
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }
}
