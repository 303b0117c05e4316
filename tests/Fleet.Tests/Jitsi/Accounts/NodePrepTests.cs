using Fleet.Jitsi.Accounts;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Accounts;

public sealed class NodePrepTests
{
    [Theory]
    [InlineData("alice", "alice")]
    [InlineData("CamelCase", "camelcase")]
    [InlineData("j\u00dcrgen", "j\u00fcrgen")]
    [InlineData("stra\u00dfe", "strasse")]
    [InlineData("\u03a3\u03c2", "\u03c3\u03c3")]
    [InlineData("\uff21", "a")]
    [InlineData("a\u00adb", "ab")]
    [InlineData("u\u0308", "\u00fc")]
    public void A_name_is_folded_as_XMPP_folds_it(string name, string prepared) => NodePrep.Prepare(name).ShouldBe(prepared);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\u00a0b")]
    [InlineData("a@b")]
    [InlineData("a/b")]
    [InlineData("bell\u0007")]
    [InlineData("\ud800")]
    public void What_no_user_can_be_called_is_no_name(string name) => NodePrep.Prepare(name).ShouldBeNull();

    [Fact]
    public void A_name_that_is_as_it_should_be_is_final()
    {
        NodePrep.IsFinal("j\u00fcrgen").ShouldBeTrue();
        NodePrep.IsFinal("J\u00fcrgen").ShouldBeFalse();
    }
}
