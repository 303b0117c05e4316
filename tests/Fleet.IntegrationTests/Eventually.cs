namespace Fleet.IntegrationTests;

/// <summary>Waits for a condition, looking again and again; the time is only there to end a test that would never end.</summary>
public static class Eventually
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static async Task<T> Get<T>(Func<Task<T>> look, Func<T, bool> condition, TimeSpan? longest = null)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(longest ?? Longest);
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var seen = await look();
            if (condition(seen))
                return seen;
            if (deadline.IsCancellationRequested)
                throw new TimeoutException($"Still {seen}");
            await again.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public static Task Until(Func<Task<bool>> condition, TimeSpan? longest = null) => Get(condition, met => met, longest);
}
