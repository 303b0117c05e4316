namespace Fleet.IntegrationTests.Corpus;

/// <summary>
/// What is to be tried, in batches that each want their own kind of host: a host that becomes another one takes longer than a trial. Whoever is
/// done with a batch begins one that nobody works on, then helps where most is left.
/// </summary>
internal sealed class CorpusQueue<T>(IEnumerable<IEnumerable<T>> batches)
    where T : class
{
    private const int WorthHelping = 3;

    private readonly Lock _lock = new();
    private readonly List<Queue<T>> _begun = [];
    private readonly Queue<Queue<T>> _untouched = new(batches.Select(b => new Queue<T>(b)).OrderByDescending(b => b.Count));

    /// <param name="batch">The caller's own from one call to the next.</param>
    public T? Next(ref Queue<T>? batch)
    {
        lock (_lock)
        {
            if (batch is not { Count: > 0 }) batch = Another();
            return batch?.Dequeue();
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _untouched.Clear();
            foreach (var batch in _begun) batch.Clear();
        }
    }

    private Queue<T>? Another()
    {
        if (!_untouched.TryDequeue(out var batch)) return _begun.Where(b => b.Count >= WorthHelping).MaxBy(b => b.Count);
        _begun.Add(batch);
        return batch;
    }
}
