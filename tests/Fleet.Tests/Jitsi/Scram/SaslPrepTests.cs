using System.Text;
using CsCheck;
using Fleet.Jitsi.Scram;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Scram;

public sealed class SaslPrepTests
{
    [Theory]
    [InlineData("I\u00ADX", "IX")] // the examples of RFC 4013
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("\u00AA", "a")]
    [InlineData("\u2168", "IX")]
    [InlineData("J\u00FCrgen", "J\u00FCrgen")]
    [InlineData("Ju\u0308rgen", "J\u00FCrgen")]
    [InlineData("a\u00A0b\u2003c", "a b c")]
    [InlineData("a\u200Bb\u200Dc", "a bc")]
    [InlineData("\uFF50\uFF41\uFF53\uFF53", "pass")]
    [InlineData("\uFB01ne", "fine")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\uD55C", "\uD55C")]
    [InlineData("a\u0323\u0307", "\u1EA1\u0307")]
    [InlineData("a\u0307\u0323", "\u1EA1\u0307")]
    [InlineData("\u0644\u0627", "\u0644\u0627")]
    public void Prepares_as_servers_do(string given, string expected) =>
        Encoding.UTF8.GetString(Passwords.Prepared(given).Utf8).ShouldBe(expected);

    [Theory]
    [InlineData("", "password-empty")]
    [InlineData("\u00AD", "password-empty")]
    [InlineData("\u0007", "password-prohibited")]
    [InlineData("tab\there", "password-prohibited")]
    [InlineData("\uFFFD", "password-prohibited")]
    [InlineData("\U0001F600", "password-unassigned")]
    [InlineData("\u0627\u0031", "password-bidirectional")]
    [InlineData("\u0627a\u0627", "password-bidirectional")]
    public void Refuses_with_a_reason(string given, string code)
    {
        var refused = Passwords.Refusal(given).ShouldNotBeNull();
        refused.Code.ShouldBe(code);
        if (given.Length > 0) refused.Text.ShouldNotContain(given);
    }

    [Fact]
    public void Refuses_half_a_character() => // attributes can't carry one
        Passwords.Refusal("half \uD83D").ShouldNotBeNull().Code.ShouldBe("password-malformed");

    [Fact]
    public void Refuses_more_than_the_server_prepares()
    {
        Passwords.Refusal(new string('x', 1023)).ShouldBeNull();
        Passwords.Refusal(new string('x', 1024)).ShouldNotBeNull().Code.ShouldBe("password-too-long");
        Passwords.Refusal(new string('\u00FC', 512)).ShouldNotBeNull().Code.ShouldBe("password-too-long");
    }

    [Fact]
    public void Never_throws_and_is_settled_after_one_pass() => Gen.String[Gen.Char, 0, 40].Sample(given =>
    {
        if (!SaslPrep.Prepare(given).TryGet(out var once, out _)) return;
        var text = Encoding.UTF8.GetString(once.Utf8);
        Encoding.UTF8.GetString(Passwords.Prepared(text).Utf8).ShouldBe(text);
    });
}
