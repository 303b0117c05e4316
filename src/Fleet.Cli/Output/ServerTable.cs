using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

internal static class ServerTable
{
    public static void Write(Screen screen, IReadOnlyList<ServerSummary> servers) => screen.Rows(
        ["SERVER", "DOMAIN", "ACCESS", "VERDICT", "DRIFT", "ENFORCEMENT", "STATE", "CHECKED", "SESSIONS", "LABELS"],
        servers.Select(s => new[]
        {
            s.Name, s.Domain, s.AccessMode, Cell.Word(s.Verdict), Drift(s), Enforcement(s),
            s.Retired ? "retired" : new Cell(FailingText.State(s), Tone.Of(s.State)), Age.Of(s.CheckedAt, screen.Now), Sessions(s.Sessions), Labels(s.Labels),
        }));

    /// <summary>Short lines for a question.</summary>
    public static IEnumerable<string> Rows(IReadOnlyList<ServerSummary> servers, DateTimeOffset now)
    {
        var width = servers.Select(s => s.Name.Length).DefaultIfEmpty().Max();
        return servers.Select(s =>
            $"  {s.Name.PadRight(width)}  {s.Verdict}, {s.Enforcement}, {Sessions(s.Sessions)} sessions, checked {Age.Of(s.CheckedAt, now)}");
    }

    public static string Labels(IReadOnlyDictionary<string, string> labels) =>
        labels.Count == 0 ? "-" : string.Join(',', labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}"));

    public static string Sessions(SessionCounts? sessions) => sessions switch
    {
        null => "-",
        { WithoutLogin: > 0 } => $"{sessions.Total} ({sessions.WithoutLogin} without login)",
        _ => $"{sessions.Total}",
    };

    // Enforced, and yet nothing is changed: that is what somebody looks for at night.
    private static Cell Enforcement(ServerSummary server) => server.Held is { Count: > 0 } holds
        ? new Cell($"{server.Enforcement}, {string.Join(", ", holds.Select(h => h.Kind).Distinct(StringComparer.Ordinal))}", Tone.Doubt)
        : Cell.Word(server.Enforcement);

    // Nothing found on a server that nobody could look at is no zero.
    private static Cell Drift(ServerSummary server) => server switch
    {
        { Drift: > 0 } => new Cell($"{server.Drift} {server.WorstSeverity}{Waived(server)}", Tone.Of(server.WorstSeverity ?? "")),
        { State: "checked" or "changed" } => $"0{Waived(server)}",
        _ => new Cell($"?{Waived(server)}", Tone.Doubt),
    };

    private static string Waived(ServerSummary server) => server.Waived > 0 ? $" ({server.Waived} waived)" : "";
}
