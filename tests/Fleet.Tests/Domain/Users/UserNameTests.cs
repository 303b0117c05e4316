using CsCheck;
using Fleet.Domain.Users;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Users;

public sealed class UserNameTests
{
    [Theory]
    [InlineData("alice")]
    [InlineData("a")]
    [InlineData("j.doe_2-x")]
    [InlineData("_svc")]
    public void Accepts_what_every_server_takes_as_it_is(string name) => Accepted(UserName.Parse(name)).ShouldBe(name);

    [Theory]
    [InlineData(null, "user-name-empty")]
    [InlineData("", "user-name-empty")]
    [InlineData("Alice", "user-name-upper-case")]
    [InlineData("alice@example.org", "user-name-is-address")]
    [InlineData("a b", "user-name-character")]
    [InlineData("a/b", "user-name-character")]
    [InlineData("..%2f", "user-name-character")]
    [InlineData("j\u00FCrgen", "user-name-character")]
    [InlineData("a\u001b[2J", "user-name-character")]
    [InlineData("-rf", "user-name-dash")]
    [InlineData("fleet-probe", "user-name-reserved")]
    [InlineData("focus", "user-name-reserved")]
    [InlineData("jvb", "user-name-reserved")]
    public void Refuses_with_a_reason(string? name, string code) => UserName.Parse(name).Refusal.ShouldNotBeNull().Code.ShouldBe(code);

    [Fact]
    public void Bounds_the_length()
    {
        UserName.Parse(new string('a', 64)).Refusal.ShouldBeNull();
        UserName.Parse(new string('a', 65)).Refusal.ShouldBeOfType<UserNameTooLong>();
    }

    [Fact]
    public void Never_lets_a_terminal_obey_a_name() => Gen.String.Sample(name =>
        (UserName.Parse(name).Refusal?.Text ?? "").ShouldAllBe(c => !char.IsControl(c)));
}
