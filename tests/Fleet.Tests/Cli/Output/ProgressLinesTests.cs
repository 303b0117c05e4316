using Fleet.Cli.Output;
using Fleet.Contracts.Api;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Output;

public sealed class ProgressLinesTests
{
    private static readonly CommandProgress Working = new("meet-1", ProgressState.Working, "open", "applying", null);

    [Fact]
    public void Elsewhere_than_on_a_terminal_it_is_one_line_per_change()
    {
        var terminal = Screens.Pipe();
        var lines = new ProgressLines(terminal, ProgressLines.ByState);

        lines.Show(Working);
        lines.Show(Working);
        lines.Show(Working with { State = ProgressState.Proven, Verdict = "locked", Text = "a long proof" });
        lines.End();

        terminal.Error.ToString().ShouldBe("meet-1  working  applying\nmeet-1  proven  locked\n");
    }

    [Fact]
    public void On_a_terminal_a_count_rewrites_itself()
    {
        var terminal = Screens.Terminal();
        var lines = new ProgressLines(terminal, ProgressLines.ByState);

        lines.Show(Working);
        lines.End();

        terminal.Error.ToString().ShouldBe("\r\u001b[Kmeet-1  working  applying\n1 working\r\u001b[K");
    }

    [Fact]
    public void A_server_cannot_steer_the_terminal()
    {
        var terminal = Screens.Pipe();

        new ProgressLines(terminal, ProgressLines.ByState).Show(Working with { Text = "\u001b[2J" });

        terminal.Error.ToString()!.ShouldNotContain('\u001b');
    }
}
