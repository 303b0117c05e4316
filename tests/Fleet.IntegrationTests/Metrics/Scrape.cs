using System.Globalization;

namespace Fleet.IntegrationTests.Metrics;

/// <summary>What a program tells Prometheus, as it is scraped.</summary>
internal sealed record Scrape(string Text)
{
    public static async Task<Scrape> Of(Uri watched)
    {
        using var http = new HttpClient();
        return new(await http.GetStringAsync(new Uri(watched, "/metrics"), TestContext.Current.CancellationToken));
    }

    /// <summary>What the same costs on the wire: Prometheus takes it packed.</summary>
    public static async Task<int> BytesToPrometheus(Uri watched)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        return (await http.GetByteArrayAsync(new Uri(watched, "/metrics"), TestContext.Current.CancellationToken)).Length;
    }

    /// <summary>The series of that name whose labels include these texts.</summary>
    public IReadOnlyList<string> Series(string name, params string[] labels) =>
        [.. Text.Split('\n').Where(l => (l.StartsWith(name + "{", StringComparison.Ordinal) || l.StartsWith(name + " ", StringComparison.Ordinal)) && labels.All(t => l.Contains(t, StringComparison.Ordinal)))];

    /// <summary>The value of the one series; null when there is none.</summary>
    public double? Value(string name, params string[] labels) =>
        Series(name, labels) is [var one] ? double.Parse(one[(one.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture) : null;
}
