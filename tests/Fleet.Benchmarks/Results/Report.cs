using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fleet.Benchmarks.Results;

/// <summary>A table for people, a JSON array for machines.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(TextWriter to, IReadOnlyList<Measurement> measurements)
    {
        string[] head = ["BENCHMARK", "VALUE", "PEER", "PEER VALUE", "RATIO", "LIMIT", "ROUNDS"];
        var rows = measurements.Select(m => new[]
        {
            m.Name, $"{m.Value:0.##} {m.Unit}", m.Peer ?? "-", m.PeerValue is { } p ? $"{p:0.##} {m.Unit}" : "-", m.Ratio is { } r ? $"{r:0.00}" : "-",
            m.Limit is { } l ? $"{l:0.##} {m.Unit}{(m.IsBeyondLimit ? ", exceeded" : "")}" : "-", $"{m.Rounds}",
        }).Prepend(head).ToArray();
        var widths = head.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            to.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    public static void Append(string file, IReadOnlyList<Measurement> measurements)
    {
        var before = File.Exists(file) ? JsonSerializer.Deserialize<Measurement[]>(File.ReadAllText(file), Json)! : [];
        File.WriteAllText(file, JsonSerializer.Serialize(before.Concat(measurements), Json) + "\n");
    }
}
