using CsCheck;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Probing;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Probing;

public sealed class WebSocketProbeTests
{
    private static readonly ProbeReply Greeting = Message("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' from='meet.example.com' id='1' version='1.0'/>");

    [Fact]
    public void asks_as_a_client_does_and_closes_before_joining_anything()
    {
        var dialogue = new Dialogue(Greeting, Features("ANONYMOUS"), Sasl("<success/>"));
        Run(dialogue).Login.ShouldBe(AnonymousLogin.Accepted);
        dialogue.Sent.Count.ShouldBe(4);
        dialogue.Sent[0].ShouldBe("<open to=\"meet.example.com\" version=\"1.0\" xmlns=\"urn:ietf:params:xml:ns:xmpp-framing\" />");
        dialogue.Sent[1].ShouldBeEmpty("it only waits for what is offered");
        dialogue.Sent[2].ShouldBe("<auth mechanism=\"ANONYMOUS\" xmlns=\"urn:ietf:params:xml:ns:xmpp-sasl\" />");
        dialogue.Sent[3].ShouldBe("<close xmlns=\"urn:ietf:params:xml:ns:xmpp-framing\" />");
    }

    [Theory]
    [InlineData("<invalid-mechanism/>", "SCRAM-SHA-1", "invalid-mechanism")]
    [InlineData("<not-allowed/><text>token required</text>", "ANONYMOUS", "token required")]
    public void finds_a_closed_host_closed(string condition, string mechanism, string detail)
    {
        var attempt = Run(new Dialogue(Greeting, Features(mechanism), Sasl($"<failure>{condition}</failure>")));
        attempt.Login.ShouldBe(AnonymousLogin.Refused);
        attempt.Detail.ShouldContain(detail);
    }

    [Theory]
    [InlineData("host-unknown", " xmlns:stream='http://etherx.jabber.org/streams'")]
    [InlineData("improper-addressing", " xmlns:stream='http://etherx.jabber.org/streams'")]
    [InlineData("host-unknown", "")] // seen on Prosody 13
    public void finds_a_host_that_is_not_served(string condition, string declared) =>
        Run(new Dialogue(Greeting, Message(
            $"<stream:error{declared}><{condition} xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>")))
            .Login.ShouldBe(AnonymousLogin.NoSuchHost);

    [Theory]
    [InlineData(404)]
    [InlineData(200)] // the page of a room of that name
    [InlineData(403)] // seen on Prosody 0.11, for want of cross_domain_websocket
    public void nobody_gets_in_where_there_is_no_web_socket(int status)
    {
        var attempt = Run(new Dialogue(new ProbeReply.Answered(status, "")));
        attempt.Login.ShouldBe(AnonymousLogin.NoSuchHost);
        attempt.Detail.ShouldContain($"{status}");
    }

    [Theory]
    [InlineData(502, "", "does not reach Prosody")]
    [InlineData(301, "", "HTTP 301")]
    [InlineData(400, "", "HTTP 400")]
    [InlineData(101, "hello", "not XMPP")]
    [InlineData(101, "<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>", "closed the stream")]
    [InlineData(101, "<stream:error xmlns:stream='http://etherx.jabber.org/streams'><reset/></stream:error>", "reset")]
    [InlineData(101, "<message/>", "unexpected message")]
    [InlineData(101, "<!DOCTYPE x [<!ENTITY y 'z'>]><open xmlns='urn:ietf:params:xml:ns:xmpp-framing'>&y;</open>", "not XMPP")]
    public void learns_nothing_from_what_is_no_answer(int status, string body, string detail)
    {
        var attempt = Run(new Dialogue(new ProbeReply.Answered(status, body)));
        attempt.Login.ShouldBe(AnonymousLogin.Unknown);
        attempt.Detail.ShouldContain(detail);
    }

    [Fact]
    public void learns_nothing_from_a_server_that_only_greets() =>
        Run(new Dialogue(Greeting, Greeting, Greeting)).Login.ShouldBe(AnonymousLogin.Unknown);

    [Fact]
    public void never_throws_and_always_ends_whatever_comes_back() =>
        Gen.OneOf(Gen.String, Gen.OneOf("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>", "<success/>")).Array[0, 12].Sample(texts =>
        {
            var dialogue = new Dialogue([.. texts.Select(Message)]);
            Run(dialogue);
            dialogue.Sent.Count.ShouldBeLessThanOrEqualTo(10);
        });

    private static AnonymousAttempt Run(Dialogue dialogue) => dialogue.Run(AnonymousProbe.OverWebSocket("meet.example.com"));

    private static ProbeReply Message(string text) => new ProbeReply.Answered(ProbeReply.Message, text);

    private static ProbeReply Features(string mechanism) => Message(
        "<stream:features xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
        + $"<mechanism>{mechanism}</mechanism></mechanisms></stream:features>");

    private static ProbeReply Sasl(string element)
    {
        var end = element.IndexOfAny(['/', '>'], 1);
        return Message($"{element[..end]} xmlns='urn:ietf:params:xml:ns:xmpp-sasl'{element[end..]}");
    }
}
