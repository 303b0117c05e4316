using Fleet.ControlPlane.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Reconciling;

public sealed class LostAskTests
{
    [Fact]
    public void what_was_asked_for_is_asked_again_three_times_and_then_given_up()
    {
        var lost = Enumerable.Range(1, 4).Select(n => new LostAsk(["adopt"], n)).ToArray();
        lost.Select(l => l.IsAskedAgain).ShouldBe([true, true, true, false]);
        lost.Select(l => l.AskedAgain).ShouldBe([1, 2, 3, 0]);
        lost[2].Text.ShouldBe("; `adopt` is asked for again (3 of 3)");
        (lost[3].Code, lost[3].Text.Contains("given up", StringComparison.Ordinal)).ShouldBe(("ask-given-up", true));
    }

    [Fact]
    public void where_nothing_was_asked_for_nothing_is_lost() =>
        new LostAsk([], 0).ShouldSatisfyAllConditions(l => l.IsAskedAgain.ShouldBeFalse(), l => l.IsGivenUp.ShouldBeFalse(), l => l.Text.ShouldBe(""));
}
