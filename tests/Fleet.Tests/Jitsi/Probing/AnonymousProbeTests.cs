using CsCheck;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Probing;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Probing;

public sealed class AnonymousProbeTests
{
    [Fact]
    public void Finds_an_open_host_open()
    {
        var dialogue = new Dialogue(Dialogue.Opened("ANONYMOUS"), Dialogue.Sasl("<success/>"));
        Run(dialogue).Login.ShouldBe(AnonymousLogin.Accepted);
    }

    [Fact]
    public void Asks_as_a_client_does_and_closes_before_joining_anything()
    {
        var dialogue = new Dialogue(Dialogue.Opened("ANONYMOUS"), Dialogue.Sasl("<success/>"));
        Run(dialogue);
        dialogue.Sent.Count.ShouldBe(3);
        dialogue.Sent[0].ShouldContain("rid=\"4711\"");
        dialogue.Sent[0].ShouldContain("to=\"meet.example.com\"");
        dialogue.Sent[0].ShouldContain("xmpp:version=\"1.0\"");
        dialogue.Sent[1].ShouldContain("rid=\"4712\" sid=\"3f0e\"");
        dialogue.Sent[1].ShouldContain("<auth mechanism=\"ANONYMOUS\" xmlns=\"urn:ietf:params:xml:ns:xmpp-sasl\"");
        dialogue.Sent[2].ShouldContain("rid=\"4713\" sid=\"3f0e\" type=\"terminate\"");
    }

    [Theory]
    [InlineData("<invalid-mechanism/>", "SCRAM-SHA-1", "invalid-mechanism")] // internal_hashed
    [InlineData("<not-allowed/><text>token required</text>", "ANONYMOUS", "token required")] // token offers ANONYMOUS, too
    [InlineData("<invalid-mechanism/>", null, "no way to log in")] // a provider that does not exist
    public void Finds_a_closed_host_closed(string condition, string? mechanism, string detail)
    {
        var attempt = Run(new Dialogue(mechanism is null ? Dialogue.Opened() : Dialogue.Opened(mechanism), Dialogue.SaslIn("failure", condition)));
        attempt.Login.ShouldBe(AnonymousLogin.Refused);
        attempt.Detail.ShouldContain(detail);
    }

    [Theory]
    [InlineData("improper-addressing")]
    [InlineData("host-unknown")]
    public void Finds_a_host_that_is_not_served(string condition) =>
        Run(new Dialogue(Dialogue.Ok($"<body type='terminate' condition='{condition}' xmlns='http://jabber.org/protocol/httpbind'/>")))
            .Login.ShouldBe(AnonymousLogin.NoSuchHost);

    [Fact]
    public void Finds_a_host_that_Prosody_has_no_HTTP_for() =>
        Run(new Dialogue(new ProbeReply.Answered(404, "<h1>Unknown host: meet.example.com</h1>"))).Login.ShouldBe(AnonymousLogin.NoSuchHost);

    [Theory]
    [InlineData(502, "<html>502 Bad Gateway</html>", "does not reach Prosody")]
    [InlineData(404, "<html>404 Not Found</html>", "no BOSH at /http-bind")]
    [InlineData(301, "", "redirected")]
    [InlineData(500, "", "HTTP 500")]
    [InlineData(200, "<!DOCTYPE html><html>Jitsi Meet</html>", "HTML page")]
    [InlineData(200, "", "not BOSH")]
    [InlineData(200, "<body xmlns='http://jabber.org/protocol/httpbind'", "not BOSH")]
    [InlineData(200, "<!DOCTYPE body [<!ENTITY x 'y'>]><body xmlns='http://jabber.org/protocol/httpbind'>&x;</body>", "not BOSH")]
    [InlineData(200, "<body xmlns='something:else' sid='1'/>", "not BOSH")]
    [InlineData(200, "\u001b[2J\u0007", "\\u001b")]
    public void Learns_nothing_from_what_is_no_answer(int status, string body, string detail)
    {
        var attempt = Run(new Dialogue(new ProbeReply.Answered(status, body)));
        attempt.Login.ShouldBe(AnonymousLogin.Unknown);
        attempt.Detail.ShouldContain(detail);
        attempt.Detail.ShouldAllBe(c => !char.IsControl(c));
    }

    [Fact]
    public void Learns_nothing_from_a_server_that_is_not_reached() =>
        Run(new Dialogue(new ProbeReply.NotReached("connection refused"))).ShouldBe(new(AnonymousLogin.Unknown, "not reached: connection refused"));

    [Theory]
    [InlineData("<temporary-auth-failure/>")]
    [InlineData("<aborted/>")]
    [InlineData("")]
    public void Learns_nothing_from_a_failure_that_is_no_refusal(string condition) =>
        Run(new Dialogue(Dialogue.Opened("ANONYMOUS"), Dialogue.SaslIn("failure", condition))).Login.ShouldBe(AnonymousLogin.Unknown);

    [Fact]
    public void Polls_a_server_that_takes_its_time_and_gives_up_on_one_that_never_answers()
    {
        var pending = Dialogue.Ok("<body xmlns='http://jabber.org/protocol/httpbind'/>");
        Run(new Dialogue(Dialogue.Opened("ANONYMOUS"), pending, Dialogue.Sasl("<success/>"))).Login.ShouldBe(AnonymousLogin.Accepted);
        var silent = new Dialogue(Dialogue.Opened("ANONYMOUS"));
        Run(silent).Login.ShouldBe(AnonymousLogin.Unknown);
        silent.Sent.Count.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void Reads_nothing_that_is_nested_without_end() =>
        Run(new Dialogue(Dialogue.Ok($"<body xmlns='http://jabber.org/protocol/httpbind'>{string.Concat(Enumerable.Repeat("<a>", 9000))}")))
            .Login.ShouldBe(AnonymousLogin.Unknown);

    [Fact]
    public void Never_throws_and_always_ends_whatever_comes_back() =>
        Gen.Select(Gen.OneOf(200, 404, 502), Gen.OneOf(Gen.String, Gen.OneOf("<body/>", "<success/>", "<failure/>"))).Array[0, 12].Sample(replies =>
        {
            var dialogue = new Dialogue([.. replies.Select(r => new ProbeReply.Answered(r.Item1, r.Item2))]);
            Run(dialogue);
            dialogue.Sent.Count.ShouldBeLessThanOrEqualTo(10);
        });

    private static AnonymousAttempt Run(Dialogue dialogue) => dialogue.Run(AnonymousProbe.Start("meet.example.com", 4711));
}
