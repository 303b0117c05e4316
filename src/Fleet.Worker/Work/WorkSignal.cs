namespace Fleet.Worker.Work;

/// <summary>Wakes the loop; any number of signals before it looks count as one.</summary>
internal sealed class WorkSignal : IDisposable
{
    private readonly SemaphoreSlim _signal = new(0);

    public void Set()
    {
        // Two at once may leave two: the loop looks once more than needed.
        if (_signal.CurrentCount == 0) _signal.Release();
    }

    /// <summary>Returns at the next signal, or when the time is over: a lost notification costs no more than that.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken stop) => _signal.WaitAsync(atMost, stop);

    public void Dispose() => _signal.Dispose();
}
