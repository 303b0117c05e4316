using Fleet.Cli.Output;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Output;

public sealed class ScreenTests
{
    [Fact]
    public void Elsewhere_than_on_a_terminal_there_is_no_escape_no_wrapping_and_no_trailing_blank()
    {
        var long200 = new string('x', 200);

        var lines = Screens.Lines(s => s.Rows(["SERVER", "SEEN"], [["meet-1", long200], ["m", Cell.Word("locked")]]));

        lines.ShouldBe(["SERVER  SEEN", $"meet-1  {long200}", "m       locked"]);
    }

    [Fact]
    public void On_a_terminal_there_is_colour() => Screens.Text(Screens.Terminal(), s => s.Line("open", Tone.Bad)).ShouldContain("\u001b[");

    [Fact]
    public void Not_when_no_colour_is_wanted() =>
        Screens.Text(Screens.Terminal() with { Color = false }, s => s.Line("open", Tone.Bad)).ShouldNotContain('\u001b');

    [Fact]
    public void Text_is_escaped_and_never_markup() =>
        Screens.Lines(s => s.Rows(["A"], [["[red]x[/] \u001b[31m"]])).ShouldBe(["A", "[red]x[/] \\u{1b}[31m"]);
}
