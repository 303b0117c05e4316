using Fleet.Cli.Output;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Output;

public sealed class AgeTests
{
    [Theory]
    [InlineData(-5, "0 s ago")]
    [InlineData(12, "12 s ago")]
    [InlineData(600, "10 min ago")]
    [InlineData(7200, "2 h ago")]
    [InlineData(864000, "10 d ago")]
    public void Ages_read_at_a_glance(int seconds, string text) => Age.Of(Screens.Now.AddSeconds(-seconds), Screens.Now).ShouldBe(text);

    [Fact]
    public void What_never_was_is_never() => Age.Of(null, Screens.Now).ShouldBe("never");
}
