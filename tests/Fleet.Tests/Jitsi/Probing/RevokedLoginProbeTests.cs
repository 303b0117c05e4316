using System.Text;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Probing;
using Fleet.Jitsi.Scram;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Probing;

public sealed class RevokedLoginProbeTests
{
    [Theory]
    [InlineData("<failure><not-authorized/></failure>", RevokedLogin.Refused)]
    [InlineData("<failure><account-disabled/></failure>", RevokedLogin.Refused)]
    [InlineData("<failure><temporary-auth-failure/></failure>", RevokedLogin.Unknown)]
    [InlineData("<challenge>cj14</challenge>", RevokedLogin.Begun)]
    [InlineData("<success/>", RevokedLogin.Unknown)]
    public void A_login_is_judged_by_what_its_beginning_comes_to(string answer, RevokedLogin login)
    {
        var dialogue = new Dialogue(Dialogue.Opened("PLAIN", "SCRAM-SHA-1"), Dialogue.Sasl(answer.Replace("<failure>", "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>", StringComparison.Ordinal)
            .Replace("<challenge>", "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>", StringComparison.Ordinal)));
        Run(dialogue).Login.ShouldBe(login);
        dialogue.Sent[1].ShouldContain(Convert.ToBase64String(Encoding.UTF8.GetBytes("n,,n=a=3Db,r=fyko+d2lbbFgONRv9qkxdawL")));
        dialogue.Sent[2].ShouldContain("terminate");
    }

    [Fact]
    public void Where_no_account_is_asked_for_nothing_is_proven()
    {
        var dialogue = new Dialogue(Dialogue.Opened("ANONYMOUS"));
        Run(dialogue).ShouldBe(new RevokedLoginAttempt(RevokedLogin.Unknown, "SCRAM-SHA-1 is not offered: no account is asked for there"));
        dialogue.Sent[1].ShouldContain("terminate");
    }

    private static RevokedLoginAttempt Run(Dialogue dialogue) =>
        dialogue.Run(RevokedLoginProbe.Start("meet.example.com", 7, "a=b", ScramHash.Sha1, "fyko+d2lbbFgONRv9qkxdawL"));
}
