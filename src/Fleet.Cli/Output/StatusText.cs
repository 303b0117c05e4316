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
    }

    /// <summary>In full, what a table on a terminal may have cut: of every server that is not proven.</summary>
    public static void WriteCut(Screen screen, IReadOnlyList<CommandProgress> servers)
    {
        if (!screen.IsTerminal) return;
        foreach (var server in servers.Where(s => s.State != ProgressState.Proven)) screen.Line($"{server.Server}: {server.Text}");
    }
}
