using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

/// <summary>On stderr: one line per change of a server's state; on a terminal also a count that rewrites itself below them.</summary>
/// <param name="count">How far it is, in one line.</param>
internal sealed class ProgressLines(Terminal terminal, Func<IEnumerable<CommandProgress>, string> count)
{
    private const string ClearLine = "\r\u001b[K";
    private readonly SortedDictionary<string, CommandProgress> states = new(StringComparer.Ordinal);
    private string? stage;

    public void Show(CommandProgress progress)
    {
        var known = states.TryGetValue(progress.Server, out var before) && before.State == progress.State && before.Text == progress.Text;
        states[progress.Server] = progress;
        if (known) return;
        Line($"{progress.Server}  {Kebab.Text(progress.State)}  {What(progress)}");
    }

    public void Show(StagedProgress change)
    {
        if (change.Text == stage) return;
        Line(stage = change.Text);
    }

    // How it ended is told in full by the result.
    private static string What(CommandProgress progress) =>
        progress.State is ProgressState.Pending or ProgressState.Working ? progress.Text : progress.Verdict;

    public void Lost(string why) => Line($"connection to the control plane lost ({why}); trying again");

    public void End()
    {
        if (terminal.ErrorIsTerminal) terminal.Error.Write(ClearLine);
    }

    private void Line(string text)
    {
        End();
        terminal.Error.WriteLine(Printable.Of(text).TrimEnd());
        if (terminal.ErrorIsTerminal) terminal.Error.Write(count(states.Values));
    }

    public static string ByState(IEnumerable<CommandProgress> servers) =>
        string.Join(", ", servers.GroupBy(s => s.State).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Kebab.Text(g.Key)}"));
}
