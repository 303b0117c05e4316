using CsCheck;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Probing;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Probing;

public sealed class OutsideViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly AddressAttempts Closed = At("192.0.2.1:443", AnonymousLogin.Refused, AnonymousLogin.Refused);

    [Fact]
    public void what_all_agree_on_is_told_once_with_the_probe_address()
    {
        var result = OutsideView.Of(Now, [Closed, Closed with { Address = "192.0.2.2:443" }], member: null);
        (result.Anonymous, result.Guest, result.Address, result.Certificate).ShouldBe(
            (AnonymousLogin.Refused, AnonymousLogin.NoSuchHost, "192.0.2.1:443", "cert of 192.0.2.1:443"));
        result.Detail.ShouldBe("domain: refused. guest host: no-such-host. member: not tried, there is no probe account.");
    }

    [Fact]
    public void an_open_web_socket_at_another_address_is_the_result_and_is_named()
    {
        var other = At("192.0.2.2:443", AnonymousLogin.Refused, AnonymousLogin.Accepted);
        var result = OutsideView.Of(Now, [Closed, other], member: null);
        (result.Anonymous, result.Address, result.Certificate).ShouldBe(
            (AnonymousLogin.Accepted, "192.0.2.2:443 over WebSocket", "cert of 192.0.2.2:443"));
        result.Detail.ShouldContain("domain: accepted, by 192.0.2.2:443 over WebSocket (but refused by 192.0.2.1:443, 192.0.2.1:443 over WebSocket, 192.0.2.2:443)");
        result.Addresses.ShouldNotBeNull()[1].ShouldBe(
            new AddressProbe("192.0.2.2:443", "cert of 192.0.2.2:443", AnonymousLogin.Refused, AnonymousLogin.Accepted, AnonymousLogin.NoSuchHost));
    }

    [Fact]
    public void a_guest_host_that_is_open_elsewhere_is_named_when_the_domain_is_the_same_everywhere()
    {
        var other = At("192.0.2.2:443", AnonymousLogin.Refused, AnonymousLogin.Refused, guest: AnonymousLogin.Accepted);
        var result = OutsideView.Of(Now, [Closed, other], member: null);
        (result.Anonymous, result.Guest, result.Address).ShouldBe((AnonymousLogin.Refused, AnonymousLogin.Accepted, "192.0.2.2:443"));
    }

    [Fact]
    public void an_address_that_says_nothing_leaves_all_unknown()
    {
        var silent = At("192.0.2.2:443", AnonymousLogin.Unknown, AnonymousLogin.Unknown) with { Certificate = null };
        var result = OutsideView.Of(Now, [Closed, silent], member: null);
        (result.Anonymous, result.Address, result.Certificate).ShouldBe((AnonymousLogin.Unknown, "192.0.2.2:443", null));
        AccessVerdict.Judge(result, null, Now, ProbeResult.Validity).Verdict.ShouldBe(Verdict.Unknown);
    }

    [Fact]
    public void a_host_without_web_socket_is_judged_by_bosh() =>
        OutsideView.Of(Now, [At("192.0.2.1:443", AnonymousLogin.Refused, AnonymousLogin.NoSuchHost)], member: null).Anonymous.ShouldBe(AnonymousLogin.Refused);

    [Fact]
    public void no_way_in_is_ever_more_open_than_the_result()
    {
        var login = Gen.Enum<AnonymousLogin>();
        Gen.Select(login, login, login, (bosh, webSocket, guest) => At("a", bosh, webSocket, guest)).Array[1, 8].Sample(addresses =>
        {
            var result = OutsideView.Of(Now, [.. addresses], member: null);
            addresses.ShouldAllBe(a => Openness.Of(a.Bosh.Domain.Login) <= Openness.Of(result.Anonymous));
            addresses.ShouldAllBe(a => Openness.Of(a.WebSocket.Domain.Login) <= Openness.Of(result.Anonymous));
            addresses.ShouldAllBe(a => Openness.Of(a.Bosh.Guest.Login) <= Openness.Of(result.Guest));
        });
    }

    private static AddressAttempts At(string address, AnonymousLogin bosh, AnonymousLogin webSocket, AnonymousLogin guest = AnonymousLogin.NoSuchHost) =>
        new(address, $"cert of {address}", new(Attempt(bosh), Attempt(guest)), new(Attempt(webSocket), Attempt(guest)));

    private static AnonymousAttempt Attempt(AnonymousLogin login) =>
        new(login, login == AnonymousLogin.NoSuchHost ? "no-such-host" : login.ToString().ToLowerInvariant());
}
