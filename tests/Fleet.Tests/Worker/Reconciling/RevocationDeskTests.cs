using Fleet.Domain.Reconciling;
using Fleet.Worker.Probing;
using Fleet.Worker.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class RevocationDeskTests : IDisposable
{
    private const string Domain = "meet.example.invalid";
    private readonly string _hosts = Path.GetTempFileName();

    public void Dispose() => File.Delete(_hosts);

    [Fact]
    public async Task a_login_is_tried_where_the_probe_goes()
    {
        await File.WriteAllTextAsync(_hosts, $"127.0.0.1 {Domain}\n", TestContext.Current.CancellationToken);
        (await Tried()).Detail.ShouldContain("refused");
    }

    [Fact]
    public async Task a_domain_without_an_address_proves_nothing_and_is_named()
    {
        var tried = await Tried();
        tried.Login.ShouldBe(RevokedLogin.Unknown);
        tried.Detail.ShouldBe($"{Domain} does not resolve here (no address)");
    }

    // Nothing listens there.
    private async Task<Revocation> Tried()
    {
        var server = TestServer.Enrolled(Domain);
        server = server with { Probe = server.Probe with { Port = 1 } };
        var domains = new DomainAddresses(new ProbingOptions { HostsFile = _hosts }, TimeProvider.System);
        var visit = new Visit(ReconcileOutcome.Changed) { TakenAway = new TakenAway([("olaf", 0)], TimeProvider.System.GetTimestamp(), 0.1, null) };
        var tried = await new RevocationDesk(domains, TimeProvider.System).CheckAsync(server, visit, TestContext.Current.CancellationToken);
        return tried.ShouldNotBeNull().ShouldHaveSingleItem();
    }
}
