using System.Text.Json;
using Fleet.Tests.Monitoring;

namespace Fleet.IntegrationTests.Monitoring;

/// <summary>An alert that fired after something happened.</summary>
/// <param name="Noticed">The first evaluation, as Prometheus reports it, that found its condition true; `for` comes after that.</param>
internal sealed record Sighting(string Selector, TimeSpan Noticed, Dictionary<string, string> Labels, string Summary)
{
    /// <param name="ending">What its summary must end with at last: it is made anew at each evaluation, of what is known by then.</param>
    public static async Task<Sighting> Of(
        TestPrometheus prometheus, string alert, DateTimeOffset since, (string Name, string Value)[] labels, string ending = "")
    {
        bool Matches(JsonElement of) => Labelled(of.GetProperty("labels")) && SummaryOf(of).EndsWith(ending, StringComparison.Ordinal);
        bool Labelled(JsonElement of) => Dashboard.Text(of, "alertname") == alert && labels.All(l => Dashboard.Text(of, l.Name) == l.Value);
        var firing = await Eventually.Get(
            async () => (await prometheus.Data("alerts")).GetProperty("alerts").EnumerateArray()
                .Where(a => Dashboard.Text(a, "state") == "firing").FirstOrDefault(Matches),
            found => found.ValueKind == JsonValueKind.Object, TestPrometheus.Longest);
        var told = firing.GetProperty("labels").EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString()!);
        var selector = $"{{{string.Join(", ", told.Select(l => $"{l.Key}=\"{l.Value}\""))}}}";
        var noticed = Times(await prometheus.Query($"ALERTS_FOR_STATE{selector}[10m]")).First(at => at >= since);
        return new(selector, noticed - since, told, SummaryOf(firing));
    }

    private static string SummaryOf(JsonElement alert) => Dashboard.Text(alert.GetProperty("annotations"), "summary");

    /// <summary>Waits until it is over while somebody tells: nothing of it, for several evaluations on end.</summary>
    public async Task<Sighting> Ends(TestPrometheus prometheus)
    {
        await prometheus.Until($"(fleet_exporter == 1) unless on () max_over_time(ALERTS{Selector}[2s])");
        return this;
    }

    public void ShouldSay(TimeSpan within, string summary, params (string Name, string Value)[] labels)
    {
        Noticed.ShouldBeLessThanOrEqualTo(within, Summary);
        Summary.ShouldMatch($"^{summary}$");
        Labels.Where(l => l.Key != "alertname").Select(l => (l.Key, l.Value)).ShouldBe(labels, ignoreOrder: true);
    }

    /// <summary>The times of the samples of series, as a range of them has them.</summary>
    public static IEnumerable<DateTimeOffset> Times(JsonElement[] series, string? value = null) =>
        series.SelectMany(s => s.GetProperty("values").EnumerateArray()).Where(v => value is null || v[1].GetString() == value)
        .Select(v => DateTimeOffset.FromUnixTimeMilliseconds((long)(1000 * v[0].GetDouble()))).Order();
}
