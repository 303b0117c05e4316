using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Monitoring;

/// <summary>
/// Debian's Prometheus with the configuration and the rules as they are delivered, but for its time, which runs <see cref="Faster"/> times as
/// fast: so are the intervals at which it looks, `for`, ranges, and seconds that a rule compares with.
/// </summary>
internal sealed partial class TestPrometheus : IAsyncDisposable
{
    public const int Faster = 30;

    private static readonly string Delivered = Path.Combine(Script.Root, "infra/prometheus");
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly string _directory = Directory.CreateTempSubdirectory("fleet-prometheus-").FullName;
    private readonly HttpClient _http = new();
    private readonly Guard _guard;

    public TestPrometheus(IEnumerable<Uri> controlPlanes, IEnumerable<Uri> workers)
    {
        var address = FreeAddress();
        _http.BaseAddress = address;
        Directory.CreateDirectory(Path.Combine(_directory, "rules"));
        foreach (var rules in Directory.GetFiles(Path.Combine(Delivered, "rules")))
            File.WriteAllText(Path.Combine(_directory, "rules", Path.GetFileName(rules)), Hastened(File.ReadAllText(rules)));
        File.WriteAllText(Path.Combine(_directory, "prometheus.yml"), Hastened(File.ReadAllText(Path.Combine(Delivered, "prometheus.yml")))
            .Replace("\"127.0.0.1:7421\"", Targets(controlPlanes)).Replace("\"127.0.0.1:7422\"", Targets(workers)));
        const string held = """
            cd "$1" || exit
            prometheus --config.file=prometheus.yml --storage.tsdb.path=data --web.listen-address="$2" >log 2>&1 &
            cat
            kill $!
            wait
            """;
        _guard = new Guard("sh", ["-c", held, "sh", _directory, address.Authority]);
    }

    /// <summary>An address where nobody listens yet.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    public Task<JsonElement[]> Query(string expression) => Ask("query", expression);

    /// <summary>What it was, at every evaluation from then until now.</summary>
    public Task<JsonElement[]> History(string expression, DateTimeOffset from) => Ask(
        "query_range", expression, new("start", Unix(from)), new("end", Unix(DateTimeOffset.UtcNow)), new("step", "0.5"));

    /// <summary>Waits until there is a result.</summary>
    public async Task Until(string expression)
    {
        try
        {
            await Eventually.Until(async () => IsUp && (await Query(expression)).Length > 0, Longest);
        }
        catch (TimeoutException late)
        {
            var told = await Query("{__name__=~\"fleet_(exporter|server_.*)|ALERTS|up\"}");
            throw new TimeoutException($"{expression} has no result, among\n{string.Join('\n', told)}", late);
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

    /// <summary>Whether it answers; before, it says so.</summary>
    public bool IsUp => Path.Combine(_directory, "log") is var log && File.Exists(log)
        && File.ReadAllText(log).Contains("ready to receive", StringComparison.Ordinal);

    private async Task<JsonElement[]> Ask(string what, string expression, params KeyValuePair<string, string>[] more)
    {
        using var form = new FormUrlEncodedContent([new("query", expression), .. more]);
        using var answer = await _http.PostAsync(new Uri($"/api/v1/{what}", UriKind.Relative), form, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{expression}\n{text}");
        return [.. JsonElement.Parse(text).GetProperty("data").GetProperty("result").EnumerateArray()];
    }

    private static string Unix(DateTimeOffset at) => (at.ToUnixTimeMilliseconds() / 1000.0).ToString(CultureInfo.InvariantCulture);

    private static string Targets(IEnumerable<Uri> programs) => string.Join(", ", programs.Select(p => $"\"{p.Authority}\""));

    private static string Hastened(string text) => Compared().Replace(Time().Replace(text, m => Milliseconds(m) + "ms"), m => Sooner(m.Value));

    private static string Milliseconds(Match time) => $"{1000 * int.Parse(time.Groups["n"].Value, CultureInfo.InvariantCulture)
        * time.Groups["unit"].Value switch { "h" => 3600, "m" => 60, _ => 1 } / Faster}";

    private static string Sooner(string seconds) => (double.Parse(seconds, CultureInfo.InvariantCulture) / Faster).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=for: |_interval: |\[)(?<n>\d+)(?<unit>[hms])(?=\]|\n)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();

    // `..._seconds) > 30`, `vector(60)`
    [GeneratedRegex(@"(?<=_seconds\) > |vector\()\d\d+", RegexOptions.None, 1000)]
    private static partial Regex Compared();
}
