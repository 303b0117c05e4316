using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

internal static class StatusText
{
    public static void Write(Screen screen, CommandStatus status)
    {
        screen.Line($"{status.Command} by {status.Actor}, {Age.Of(status.At, screen.Now)}{(status.Reason is { } reason ? $": {reason}" : "")}");
        screen.Rows(
            ["SERVER", "RESULT", "VERDICT", "SEEN"],
            status.Servers.Select(s => new[] { s.Server, Cell.Word(Kebab.Text(s.State)), Cell.Word(s.Verdict), s.Text }));
    }
}
