using Fleet.Cli.Commands;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

internal static class ResultText
{
    public static void Write(Screen screen, CommandResult result)
    {
        var (accepted, status, _) = result;
        var progress = (status?.Servers ?? []).ToDictionary(s => s.Server, StringComparer.Ordinal);
        if (accepted.Servers.Count > 0)
            screen.Rows(["SERVER", "RESULT", "VERDICT", "SEEN"], accepted.Servers.Select(s => Row(s, progress.GetValueOrDefault(s.Name))), cut: true);
        StatusText.WriteCut(screen, status?.Servers ?? []);
        StatusText.WriteStage(screen, status);
        foreach (var change in accepted.Gained) screen.Line($"+ {change.User} on {change.Server}", Tone.Good);
        foreach (var change in accepted.Lost) screen.Line($"- {change.User} on {change.Server}", Tone.Bad);
        screen.Line($"{Counts(result)}  command {accepted.CommandId}");
        foreach (var next in Next(result).Distinct(StringComparer.Ordinal)) screen.Line($"next: {next}");
    }

    private static Cell[] Row(CommandServer server, CommandProgress? progress) => server switch
    {
        { Refusal: { } refusal } => [server.Name, Cell.Word("refused"), "-", $"{refusal.Text}  [{refusal.Code}]"],
        _ when progress is null => [server.Name, Cell.Word(Kebab.Text(server.Outcome)), "-", $"generation {server.Generation}"],
        _ => [server.Name, Cell.Word(Kebab.Text(progress.State)), Cell.Word(progress.Verdict), progress.Text],
    };

    private static string Counts(CommandResult result)
    {
        var refused = result.Accepted.Servers.Where(s => s.Outcome == CommandOutcome.Refused).Select(_ => "refused");
        var words = result.Status is { } status
            ? status.Servers.Select(s => Kebab.Text(s.State)).Concat(refused)
            : result.Accepted.Servers.Select(s => Kebab.Text(s.Outcome));
        var counts = words.GroupBy(w => w, StringComparer.Ordinal).Select(g => $"{g.Count()} {g.Key}").ToArray();
        return counts.Length == 0 ? "no server concerned" : string.Join(", ", counts);
    }

    private static IEnumerable<string> Next(CommandResult result) =>
        result.Accepted.Servers.Select(s => s.Refusal?.Next).Concat((result.Status?.Servers ?? []).Select(s => s.Next))
            .Concat(result.Status?.Staged?.Next ?? []).OfType<string>();
}
