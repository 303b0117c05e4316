using Fleet.Cli.Output;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Output;

public sealed class SafeErrorsTests
{
    [Theory]
    [InlineData("one\r\ntwo\n", "one\r\ntwo\n")]
    [InlineData("one\r|\ntwo", "one\r\ntwo")]
    [InlineData("good\rbad", "good\\u{d}bad")]
    [InlineData("good\r|bad", "good\\u{d}bad")]
    [InlineData("\u001b[2J\n", "\\u{1b}[2J\n")]
    public void Line_ends_pass_and_nothing_else_that_moves_the_cursor(string chunks, string shown)
    {
        using var written = new StringWriter();
        using var writer = new SafeErrors(written);

        foreach (var chunk in chunks.Split('|')) writer.Write(chunk);

        written.ToString().ShouldBe(shown);
    }
}
