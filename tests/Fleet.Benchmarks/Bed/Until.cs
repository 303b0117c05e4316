namespace Fleet.Benchmarks.Bed;

internal static class Until
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again until the condition holds; a benchmark that never gets there fails and says what it waited for.</summary>
    public static async Task True(string what, TimeSpan limit, Func<Task<bool>> condition)
    {
        var end = DateTime.UtcNow + limit;
        using var again = new PeriodicTimer(Pause);
        while (!await condition())
        {
            if (DateTime.UtcNow > end) throw new TimeoutException($"waited {limit} for {what}");
            await again.WaitForNextTickAsync();
        }
    }
}
