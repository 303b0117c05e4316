namespace Fleet.IntegrationTests.TestBed;

/// <summary>Hands out clean hosts, first come, first served; returned ones are cleaned before anybody gets them.</summary>
internal sealed class HostPool
{
    private readonly Lock _lock = new();
    private readonly List<TestHost> _clean = [];
    private readonly Queue<(int Count, TestHost? Only, TaskCompletionSource<IReadOnlyList<TestHost>> Taker)> _takers = new();
    private readonly List<Task> _cleanings = [];
    private int _size;

    public async Task Fill(IEnumerable<TestHost> hosts)
    {
        foreach (var host in hosts)
        {
            await host.MakeClean();
            _size++;
            Put(host);
        }
    }

    /// <param name="only">No other than this one.</param>
    public Task<IReadOnlyList<TestHost>> Take(int count, CancellationToken cancellation, TestHost? only = null)
    {
        if (count > _size)
            throw new InvalidOperationException($"{count} hosts asked for, FLEET_TEST_HOSTS is {_size}");
        var taker = new TaskCompletionSource<IReadOnlyList<TestHost>>(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellation.Register(() => taker.TrySetCanceled(cancellation));
        lock (_lock)
        {
            _takers.Enqueue((count, only, taker));
            Serve();
        }
        return taker.Task;
    }

    public void Return(TestHost host)
    {
        lock (_lock)
            _cleanings.Add(Clean(host));
    }

    public Task Settle()
    {
        lock (_lock)
            return Task.WhenAll(_cleanings);
    }

    private async Task Clean(TestHost host)
    {
        await Task.Yield();
        await host.MakeClean();
        Put(host);
    }

    private void Put(TestHost host)
    {
        lock (_lock)
        {
            _clean.Add(host);
            Serve();
        }
    }

    private void Serve()
    {
        while (_takers.TryPeek(out var next) && _clean.Where(h => next.Only is null || h == next.Only).Take(next.Count).ToArray() is var hosts && hosts.Length == next.Count)
        {
            _takers.Dequeue();
            if (next.Taker.TrySetResult(hosts)) _clean.RemoveAll(hosts.Contains);
        }
    }
}
