using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Monitoring;

/// <summary>
/// Debian's Prometheus with the configuration and the rules as they are delivered, but quicker: it looks every other second, and no alert waits.
/// </summary>
internal sealed partial class TestPrometheus : IAsyncDisposable
{
    private static readonly string Delivered = Path.Combine(Script.Root, "infra/prometheus");
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly string _directory = Directory.CreateTempSubdirectory("fleet-prometheus-").FullName;
    private readonly HttpClient _http = new();
    private readonly Guard _guard;

    public TestPrometheus(Uri controlPlane, Uri worker)
    {
        var port = FreePort();
        _http.BaseAddress = new Uri($"http://127.0.0.1:{port}");
        Directory.CreateDirectory(Path.Combine(_directory, "rules"));
        foreach (var rules in Directory.GetFiles(Path.Combine(Delivered, "rules")))
            File.WriteAllText(Path.Combine(_directory, "rules", Path.GetFileName(rules)), For().Replace(File.ReadAllText(rules), ""));
        File.WriteAllText(Path.Combine(_directory, "prometheus.yml"), File.ReadAllText(Path.Combine(Delivered, "prometheus.yml"))
            .Replace("15s", "2s").Replace("127.0.0.1:7421", controlPlane.Authority).Replace("127.0.0.1:7422", worker.Authority));
        const string held = """
            cd "$1" || exit
            prometheus --config.file=prometheus.yml --storage.tsdb.path=data --web.listen-address="$2" >log 2>&1 &
            cat
            kill $!
            wait
            """;
        _guard = new Guard("sh", ["-c", held, "sh", _directory, $"127.0.0.1:{port}"]);
    }

    public async Task<JsonElement[]> Query(string expression)
    {
        using var form = new FormUrlEncodedContent([new("query", expression)]);
        using var answer = await _http.PostAsync(new Uri("/api/v1/query", UriKind.Relative), form, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{expression}\n{text}");
        return [.. JsonElement.Parse(text).GetProperty("data").GetProperty("result").EnumerateArray()];
    }

    /// <summary>Waits until there is a result.</summary>
    public async Task Until(string expression)
    {
        try
        {
            await Eventually.Until(() => Has(expression), Longest);
        }
        catch (TimeoutException late)
        {
            var told = await Query("{__name__=~\"fleet_(exporter|server_.*)|ALERTS|up\"}");
            throw new TimeoutException($"{expression} has no result, among\n{string.Join('\n', told)}", late);
        }
    }

    // False as long as it does not answer.
    private async Task<bool> Has(string expression)
    {
        try
        {
            return (await Query(expression)).Length > 0;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (ShouldAssertException) when (!IsUp)
        {
            return false;
        }
    }

    public async Task<JsonElement> Data(string path) =>
        JsonElement.Parse(await _http.GetStringAsync(new Uri($"/api/v1/{path}", UriKind.Relative), TestContext.Current.CancellationToken))
            .GetProperty("data");

    public async ValueTask DisposeAsync()
    {
        await _guard.DisposeAsync();
        _http.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private bool IsUp => File.ReadAllText(Path.Combine(_directory, "log")).Contains("ready to receive", StringComparison.Ordinal);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("^ +for: .*\n", RegexOptions.Multiline, 1000)]
    private static partial Regex For();
}
