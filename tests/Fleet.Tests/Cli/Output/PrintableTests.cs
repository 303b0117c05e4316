using System.Globalization;
using CsCheck;
using Fleet.Cli.Output;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Output;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("\u001b[2J\u001b]0;owned\u0007", "\\u{1b}[2J\\u{1b}]0;owned\\u{7}")]
    [InlineData("two\nlines\r", "two\\nlines\\u{d}")]
    [InlineData("\u009b31mred", "\\u{9b}31mred")]
    [InlineData("user\u202egnp.exe", "user\\u{202e}gnp.exe")]
    [InlineData("zero\u200bwidth", "zero\\u{200b}width")]
    public void What_a_terminal_would_obey_is_spelled_out(string text, string shown) => Printable.Of(text).ShouldBe(shown);

    [Theory]
    [InlineData("meet-1 locked: 12 sessions")]
    [InlineData("Zoë, 日本語, \U0001F511")]
    public void Plain_text_of_any_script_stays(string text) => Printable.Of(text).ShouldBe(text);

    [Fact]
    public void Half_a_surrogate_pair_does_not_get_through() => Printable.Of("a\ud83d").ShouldBe("a\\u{fffd}");

    [Fact]
    public void It_is_bounded() => Printable.Of(new string('x', 1_000_000)).Length.ShouldBeLessThan(2100);

    [Fact]
    public void Nothing_unsafe_is_left_of_any_text() => Gen.String[Gen.Char].Sample(text =>
        Printable.Of(text).All(c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator)));
}
