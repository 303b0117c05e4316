using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Jitsi.Probing;
using Fleet.Worker.Probing;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Probing;

public sealed class ProberTests
{
    [Theory]
    [InlineData("-----BEGIN CERTIFICATE-----\nrubbish\n-----END CERTIFICATE-----", "no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "can't be read")]
    [InlineData("", "no certificate")]
    public async Task an_authority_that_is_none_leaves_unknown_who_would_answer(string pem, string why)
    {
        var time = new FakeTimeProvider();
        var server = TestServer.Enrolled(later: new EndpointMoved(new SshEndpoint("192.0.2.1", 22, "fleet"), new ProbeTarget("192.0.2.1", 443, new ProbeTrust.Authority(pem))));

        var result = await new Prober(new DomainAddresses(new ProbingOptions(), time), new ProbingOptions(), time).ProbeAsync(server, member: null, CancellationToken.None);

        (result.Anonymous, result.Guest, result.Certificate).ShouldBe((AnonymousLogin.Unknown, AnonymousLogin.Unknown, null));
        result.Detail.ShouldContain(why);
        var (verdict, evidence) = AccessVerdict.Judge(result, null, time.GetUtcNow(), ProbeResult.Validity);
        verdict.ShouldBe(Verdict.Unknown);
        evidence.ShouldContain("who answered from outside is not proven");
    }
}
