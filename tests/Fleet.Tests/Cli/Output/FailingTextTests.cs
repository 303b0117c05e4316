using Fleet.Cli.Output;
using Fleet.Contracts.Api;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Output;

public sealed class FailingTextTests
{
    private static readonly FailingInfo Failing = new(
        Screens.Now.AddMinutes(-12), 5, Screens.Now.AddMinutes(3), Poisoned: false, "fleet check name=meet-1");

    [Fact]
    public void it_says_for_how_long_how_often_when_again_and_what_tries_now() => FailingText.Of(Failing, Screens.Now)
        .ShouldBe("for 12 min, 5 times, next try in 3 min; `fleet check name=meet-1` tries now");

    [Fact]
    public void what_is_due_or_not_known_is_said()
    {
        FailingText.Of(Failing with { NextTryAt = Screens.Now, Times = 1 }, Screens.Now)!.ShouldContain("1 time, next try now due");
        FailingText.Of(Failing with { NextTryAt = null }, Screens.Now)!.ShouldContain("next try not known");
        FailingText.Of(null, Screens.Now).ShouldBeNull();
    }
}
