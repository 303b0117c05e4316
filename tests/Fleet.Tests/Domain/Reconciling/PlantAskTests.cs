using Fleet.Domain.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Reconciling;

public sealed class PlantAskTests
{
    private const string Mark = "0123456789abcdef";

    [Fact]
    public void a_mark_is_read_back_from_the_asks_and_the_last_one_counts()
    {
        PlantAsk.Mark(["check", PlantAsk.Of(Mark)]).ShouldBe(Mark);
        PlantAsk.Mark([PlantAsk.Of(Mark), PlantAsk.Of(Mark + "9")]).ShouldBe(Mark + "9");
        PlantAsk.Mark(["check", "seal:alice"]).ShouldBeNull();
    }

    [Theory]
    [InlineData("short")]
    [InlineData("0123456789abcde/")]
    [InlineData("0123456789abcdef\n")]
    [InlineData("")]
    public void what_is_no_mark_is_not_planted(string text)
    {
        PlantAsk.IsMark(text).ShouldBeFalse();
        PlantAsk.Mark([PlantAsk.Of(text)]).ShouldBeNull();
    }
}
