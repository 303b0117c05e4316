using System.Text.Json;

namespace Fleet.Tests.Monitoring;

/// <summary>A Grafana dashboard. Read by the unit tests, and by those that ask a real Prometheus and PostgreSQL.</summary>
internal sealed record Dashboard(string File, JsonElement Json)
{
    public string Uid => Text(Json, "uid");

    public IEnumerable<JsonElement> Panels => Json.GetProperty("panels").EnumerateArray();

    public IEnumerable<JsonElement> Variables => Json.GetProperty("templating").GetProperty("list").EnumerateArray();

    public IEnumerable<JsonElement> Targets => Panels.SelectMany(p => p.GetProperty("targets").EnumerateArray())
        .Concat(Annotations.Select(a => a.GetProperty("target")));

    public IEnumerable<JsonElement> Annotations => Json.GetProperty("annotations").GetProperty("list").EnumerateArray();

    public IEnumerable<string> PromQl => Texts("expr");

    /// <summary>Each of them, and where it stands.</summary>
    public IEnumerable<(string Where, string Expression)> Asked =>
        from of in Panels.SelectMany(p => p.GetProperty("targets").EnumerateArray().Select(t => (What: Text(p, "title"), Target: t)))
            .Concat(Annotations.Select(a => (What: Text(a, "name"), Target: a.GetProperty("target"))))
        where Text(of.Target, "expr").Length > 0
        select ($"{Text(Json, "title")}: {of.What} ({Text(of.Target, "refId")})", Text(of.Target, "expr"));

    public IEnumerable<string> Sql => Texts("rawSql");

    /// <summary>What variables offer: `label_values(SERIES, LABEL)`.</summary>
    public IEnumerable<string> Offers => Variables.Where(v => Text(v, "type") == "query").Select(v => Text(v, "definition"));

    public static Dashboard[] All(string root) =>
        [.. Directory.GetFiles(Path.Combine(root, "infra/grafana/dashboards"), "*.json").Order(StringComparer.Ordinal)
            .Select(f => new Dashboard(Path.GetFileName(f), JsonElement.Parse(System.IO.File.ReadAllText(f))))];

    public static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private IEnumerable<string> Texts(string name) => Targets.Select(t => Text(t, name)).Where(t => t.Length > 0);
}
