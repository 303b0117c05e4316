namespace Fleet.Tests.Model;

internal static class Histories
{
    private const int AtOnce = 500;

    /// <returns>The first of them that breaks a promise, shortened, with its seed; null = none does.</returns>
    public static string? FirstBroken(Rules rules, int count)
    {
        foreach (var seeds in Enumerable.Range(0, count).Chunk(AtOnce))
            if (seeds.AsParallel().Where(seed => History.Of(seed).Breaks(rules) is not null).Order().ToArray() is [var seed, ..])
                return Told(seed, History.Of(seed).Shortest(rules), rules);
        return null;
    }

    private static string Told(int seed, History history, Rules rules) => $"seed {seed}: {history.Breaks(rules)}\n{history}";
}
