using Fleet.Benchmarks.Bed;
using Fleet.Benchmarks.Results;
using Fleet.Domain.Drift;

namespace Fleet.Benchmarks.Scrapes;

/// <summary>
/// One scrape of the control plane that tells of 1,000 servers, as Prometheus asks for it: from the request to the last byte, and the bytes on
/// the wire; with three drifts on each server, and with every kind on each.
/// </summary>
internal static class ScrapeCost
{
    private const int Rounds = 15;
    private const double MostMilliseconds = 100, MostBytes = 2_000_000;

    public static async Task<IReadOnlyList<Measurement>> Run(BenchBed bed)
    {
        var fleet = new ThousandServers(bed);
        await fleet.Make();
        return
        [
            .. await Measure(bed, fleet, "scrape-3-drifts", DriftKind.AccessMode, DriftKind.UserUnknown, DriftKind.UntestedVersion),
            .. await Measure(bed, fleet, "scrape-all-kinds", Enum.GetValues<DriftKind>()),
        ];
    }

    private static async Task<IReadOnlyList<Measurement>> Measure(BenchBed bed, ThousandServers fleet, string name, params DriftKind[] kinds)
    {
        await fleet.Have(kinds);
        using var prometheus = new Scraper(new Uri(bed.Read("controlplane.metrics")));
        var expected = ThousandServers.Servers * kinds.Length;
        await Until.True($"{expected} series of drift", TimeSpan.FromMinutes(1), async () => (await prometheus.Scrape()).Count("fleet_drift_items{") == expected);
        var scrapes = new List<Scraped>();
        while (scrapes.Count < Rounds)
            scrapes.Add(await Fresh(prometheus));
        var (last, longest) = (scrapes[^1], scrapes.Max(s => s.Milliseconds));
        await Console.Error.WriteLineAsync($"{name}: {last.Series} series, {last.Text.Length / 1e6:0.00} MB of text, {longest:0} ms at most");
        return
        [
            Measurement.Alone(name, "ms", [.. scrapes.Select(s => s.Milliseconds)]) with { Limit = MostMilliseconds },
            Measurement.Alone($"{name}-wire", "bytes", [.. scrapes.Select(s => (double)s.Bytes)]) with { Limit = MostBytes },
        ];
    }

    // For a moment the exporter gives its last answer again; the runtime's own numbers differ in every new one.
    private static async Task<Scraped> Fresh(Scraper prometheus)
    {
        var (before, now) = (await prometheus.Scrape(), default(Scraped));
        await Until.True("a new answer", TimeSpan.FromMinutes(1), async () => (now = await prometheus.Scrape()).Text != before.Text);
        return now!;
    }
}
