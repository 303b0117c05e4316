using Fleet.Domain.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Reconciling;

public sealed class SealAskTests
{
    [Fact]
    public void What_is_asked_for_comes_back_whatever_else_is_asked() =>
        SealAsk.Accounts(["check", SealAsk.Of(["alice", "bob.b", "alice"]), "adopt", SealAsk.Of(["carol"])]).ShouldBe(["alice", "bob.b", "carol"]);

    [Theory]
    [InlineData("check")]
    [InlineData("seal:")]
    [InlineData("seal:fleet-probe,focus,UPPER,../x")]
    public void What_no_user_may_be_called_is_not_asked_for(string ask) => SealAsk.Accounts([ask]).ShouldBeEmpty();
}
