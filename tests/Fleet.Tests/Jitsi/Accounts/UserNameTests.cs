using CsCheck;
using Fleet.Jitsi.Accounts;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Accounts;

public sealed class UserNameTests
{
    [Theory]
    [InlineData("alice")]
    [InlineData("a")]
    [InlineData("j.doe_2-x")]
    public void Accepts_what_every_server_takes_as_it_is(string name) => UserName.Check(name).ShouldBeNull();

    [Theory]
    [InlineData("", "user-name-empty")]
    [InlineData("Alice", "user-name-upper-case")]
    [InlineData("alice@example.org", "user-name-is-address")]
    [InlineData("a b", "user-name-character")]
    [InlineData("a/b", "user-name-character")]
    [InlineData("..%2f", "user-name-character")]
    [InlineData("j\u00FCrgen", "user-name-character")]
    [InlineData("a\u001b[2J", "user-name-character")]
    [InlineData("fleet-probe", "user-name-reserved")]
    public void Refuses_with_a_reason(string name, string code) => UserName.Check(name).ShouldNotBeNull().Code.ShouldBe(code);

    [Fact]
    public void Bounds_the_length()
    {
        UserName.Check(new string('a', 64)).ShouldBeNull();
        UserName.Check(new string('a', 65)).ShouldNotBeNull().Code.ShouldBe("user-name-too-long");
    }

    [Fact]
    public void Never_lets_a_terminal_obey_a_name() => Gen.String.Sample(name =>
        (UserName.Check(name)?.Text ?? "").ShouldAllBe(c => !char.IsControl(c)));
}
