namespace Fleet.IntegrationTests.TestBed;

/// <summary>Hands out clean hosts, first come, first served; returned ones are cleaned before anybody gets them.</summary>
internal sealed class HostPool
{
    private readonly Lock _lock = new();
    private readonly Queue<TestHost> _clean = new();
    private readonly Queue<(int Count, TaskCompletionSource<IReadOnlyList<TestHost>> Taker)> _takers = new();
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

    public Task<IReadOnlyList<TestHost>> Take(int count, CancellationToken cancellation)
    {
        if (count > _size)
            throw new InvalidOperationException($"{count} hosts asked for, FLEET_TEST_HOSTS is {_size}");
        var taker = new TaskCompletionSource<IReadOnlyList<TestHost>>(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellation.Register(() => taker.TrySetCanceled(cancellation));
        lock (_lock)
        {
            _takers.Enqueue((count, taker));
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
            _clean.Enqueue(host);
            Serve();
        }
    }

    private void Serve()
    {
        while (_takers.TryPeek(out var next) && next.Count <= _clean.Count)
        {
            _takers.Dequeue();
            var hosts = Enumerable.Range(0, next.Count).Select(_ => _clean.Dequeue()).ToArray();
            if (next.Taker.TrySetResult(hosts))
                continue;
            foreach (var host in hosts)
                _clean.Enqueue(host);
        }
    }
}
