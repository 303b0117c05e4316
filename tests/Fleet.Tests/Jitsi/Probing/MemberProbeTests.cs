using System.Text;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Probing;
using Fleet.Jitsi.Scram;
using Fleet.Tests.Jitsi.Scram;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Probing;

public sealed class MemberProbeTests
{
    // the exchange of RFC 5802 section 5
    private readonly ProbeMember _member = new("user", Passwords.Prepared("pencil"), ScramHash.Sha1, "fyko+d2lbbFgONRv9qkxdawL");

    private static readonly ProbeReply Challenge = Message("challenge", "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096");
    private static readonly ProbeReply Success = Message("success", "v=rmF9pqV8S7suAoZWja4dJRkFsKQ=");

    [Fact]
    public void Proves_a_login_by_both_sides_keys()
    {
        var dialogue = new Dialogue(Dialogue.Opened("PLAIN", "SCRAM-SHA-1"), Challenge, Success);
        Run(dialogue).Login.ShouldBe(MemberLogin.Proven);
        dialogue.Sent[1].ShouldContain("mechanism=\"SCRAM-SHA-1\"");
        dialogue.Sent[1].ShouldContain(Base64("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL"));
        dialogue.Sent[2].ShouldContain(Base64("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts="));
        dialogue.Sent[3].ShouldContain("type=\"terminate\"");
        dialogue.Sent.Count.ShouldBe(4);
    }

    [Fact]
    public void Believes_no_success_without_the_servers_signature()
    {
        Run(new Dialogue(Dialogue.Opened("SCRAM-SHA-1"), Challenge, Dialogue.Sasl("<success/>"))).Login.ShouldBe(MemberLogin.Unknown);
        Run(new Dialogue(Dialogue.Opened("SCRAM-SHA-1"), Challenge, Message("success", "v=AAAA"))).Login.ShouldBe(MemberLogin.Unknown);
        Run(new Dialogue(Dialogue.Opened("SCRAM-SHA-1"), Dialogue.Sasl("<success/>"))).Login.ShouldBe(MemberLogin.Unknown);
    }

    [Fact]
    public void Sends_nothing_of_the_password_to_a_server_without_SCRAM()
    {
        var dialogue = new Dialogue(Dialogue.Opened("PLAIN", "ANONYMOUS"));
        var attempt = Run(dialogue);
        attempt.Login.ShouldBe(MemberLogin.Refused);
        attempt.Detail.ShouldBe("SCRAM-SHA-1 is not offered; offered: ANONYMOUS, PLAIN");
        dialogue.Sent.Count.ShouldBe(2);
        dialogue.Sent[1].ShouldContain("terminate");
    }

    [Fact]
    public void Sends_no_proof_to_a_challenge_that_it_distrusts()
    {
        var dialogue = new Dialogue(Dialogue.Opened("SCRAM-SHA-1"), Message("challenge", "r=fyko+d2lbbFgONRv9qkxdawL3,s=QSXCR+Q6sek8bf92,i=1"));
        Run(dialogue).Login.ShouldBe(MemberLogin.Unknown);
        dialogue.Sent.ShouldNotContain(body => body.Contains("<response"));
    }

    [Fact]
    public void Tells_a_refusal_from_a_server_that_could_not_tell()
    {
        Run(new Dialogue(Dialogue.Opened("SCRAM-SHA-1"), Challenge, Dialogue.SaslIn("failure", "<not-authorized/>"))).Login.ShouldBe(MemberLogin.Refused);
        Run(new Dialogue(Dialogue.Opened("SCRAM-SHA-1"), Challenge, Dialogue.SaslIn("failure", "<temporary-auth-failure/>"))).Login.ShouldBe(MemberLogin.Unknown);
        Run(new Dialogue(new ProbeReply.Answered(502, ""))).Login.ShouldBe(MemberLogin.Unknown);
    }

    private MemberAttempt Run(Dialogue dialogue) => dialogue.Run(MemberProbe.Start("meet.example.com", 1, _member));

    private static ProbeReply Message(string element, string message) => Dialogue.SaslIn(element, Base64(message));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
