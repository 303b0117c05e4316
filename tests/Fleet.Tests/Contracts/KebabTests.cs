using Fleet.Contracts.Api;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Contracts;

public sealed class KebabTests
{
    private enum Verdict { Open, LockedOldSessions }

    [Fact]
    public void Words_are_joined_by_hyphens() => Kebab.Text(Verdict.LockedOldSessions).ShouldBe("locked-old-sessions");

    [Fact]
    public void The_exact_spelling_is_read_back()
    {
        Kebab.TryParse<Verdict>("locked-old-sessions", out var value).ShouldBeTrue();
        value.ShouldBe(Verdict.LockedOldSessions);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("Open")]
    [InlineData("LockedOldSessions")]
    [InlineData("")]
    public void Nothing_else_is_taken(string text) => Kebab.TryParse<Verdict>(text, out _).ShouldBeFalse();
}
