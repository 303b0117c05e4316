using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

internal static class StatusText
{
    public static void Write(Screen screen, CommandStatus status)
    {
        screen.Line($"{status.Command} by {status.Actor}, {Age.Of(status.At, screen.Now)}{(status.Reason is { } reason ? $": {reason}" : "")}");
        screen.Rows(
            ["SERVER", "RESULT", "VERDICT", "SEEN"],
            status.Servers.Select(s => new[] { s.Server, Cell.Word(Kebab.Text(s.State)), Cell.Word(s.Verdict), s.Text }),
            cut: true);
        WriteCut(screen, status.Servers);
        WriteStage(screen, status);
        foreach (var next in status.Staged?.Next ?? []) screen.Line($"next: {next}");
    }

    /// <summary>Why some of the servers are not touched.</summary>
    public static void WriteStage(Screen screen, CommandStatus? status)
    {
        if (status?.Staged is { Waiting: > 0 } change) screen.Line(change.Text, change.Stage == "stopped" ? Tone.Bad : Tone.Doubt);
    }

    /// <summary>In full, what a table on a terminal may have cut: of every server that is not proven.</summary>
    public static void WriteCut(Screen screen, IReadOnlyList<CommandProgress> servers)
    {
        if (!screen.IsTerminal) return;
        foreach (var server in servers.Where(s => s.State != ProgressState.Proven)) screen.Line($"{server.Server}: {server.Text}");
    }
}
