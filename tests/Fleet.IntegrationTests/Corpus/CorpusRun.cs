using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Corpus;

/// <summary>
/// All trials of a run, on a few hosts at a time: a theory's cases come one by one, so each only waits for its own. FLEET_CORPUS=WORD
/// tries only those whose names have it.
/// </summary>
public sealed class CorpusRun : IAsyncDisposable
{
    private const int Hosts = 3;

    private static readonly string Only = Environment.GetEnvironmentVariable("FLEET_CORPUS") ?? "";

    private readonly TestHosts _hosts;
    private readonly CorpusFleet _fleet = new();
    private readonly CorpusQueue<Case> _waiting;
    private readonly Dictionary<(string, Release), Case> _cases;
    private readonly Lazy<Task> _all;

    public CorpusRun(TestHosts hosts)
    {
        _hosts = hosts;
        var cases = Mutation.All.Where(m => m.Name.Contains(Only, StringComparison.Ordinal))
            .SelectMany(m => m.Releases.Select(r => new Case(m, r, new(TaskCreationOptions.RunContinuationsAsynchronously)))).ToArray();
        _cases = cases.ToDictionary(c => (c.Mutation.Name, c.Release));
        _waiting = new(cases.GroupBy(c => (c.Release, c.Mutation.Mode)));
        _all = new(Task.Run(All));
    }

    internal async Task<(Mutation Mutation, Trial Trial)> Of(string name, Release release)
    {
        Assert.SkipUnless(_cases.TryGetValue((name, release), out var asked), "not asked for");
        _ = _all.Value;
        return (asked!.Mutation, await asked.Trial.Task);
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Clear();
        if (_all.IsValueCreated) await _all.Value;
        await _fleet.DisposeAsync();
    }

    private async Task All()
    {
        try
        {
            var leased = await _hosts.Lease(Hosts);
            await Task.WhenAll(leased.Select(Work));
        }
        catch (Exception e)
        {
            foreach (var left in _cases.Values) left.Trial.TrySetException(e);
        }
    }

    private async Task Work(TestHost leased)
    {
        await using var _ = leased;
        var host = new CorpusHost(leased, _fleet, _hosts.AuthorityPath);
        Queue<Case>? batch = null;
        while (_waiting.Next(ref batch) is { } next) await Work(host, next);
    }

    private static async Task Work(CorpusHost host, Case next)
    {
        try
        {
            next.Trial.SetResult(await host.Try(next.Mutation, next.Release));
        }
        catch (Exception e)
        {
            host.Distrust();
            next.Trial.TrySetException(e);
        }
    }

    private sealed record Case(Mutation Mutation, Release Release, TaskCompletionSource<Trial> Trial);
}
