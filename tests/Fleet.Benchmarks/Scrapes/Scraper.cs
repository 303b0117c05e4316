using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Fleet.Benchmarks.Scrapes;

/// <summary>Asks as Prometheus 2.42 does, and reads the answer as it comes over the wire.</summary>
internal sealed class Scraper : IDisposable
{
    private readonly HttpClient _http;

    public Scraper(Uri metrics)
    {
        _http = new HttpClient { BaseAddress = metrics };
        _http.DefaultRequestHeaders.TryAddWithoutValidation(
            "Accept", "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
        _http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "gzip");
        _http.DefaultRequestHeaders.TryAddWithoutValidation("X-Prometheus-Scrape-Timeout-Seconds", "10");
    }

    public async Task<Scraped> Scrape()
    {
        var from = Stopwatch.GetTimestamp();
        using var answer = await _http.GetAsync(new Uri("/metrics", UriKind.Relative));
        var bytes = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        return new(took, bytes.Length, answer.Content.Headers.ContentEncoding.Contains("gzip") ? Unzip(bytes) : Encoding.UTF8.GetString(bytes));
    }

    public void Dispose() => _http.Dispose();

    private static string Unzip(byte[] bytes)
    {
        using var text = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress));
        return text.ReadToEnd();
    }
}

/// <param name="Bytes">On the wire, without the headers.</param>
internal sealed record Scraped(double Milliseconds, int Bytes, string Text)
{
    public int Series => Text.Split('\n').Count(line => line.Length > 0 && line[0] != '#');

    public int Count(string prefix) => Text.Split('\n').Count(line => line.StartsWith(prefix, StringComparison.Ordinal));
}
