using Fleet.Domain.Servers;
using Fleet.IntegrationTests.Corpus;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.Clients;

/// <summary>
/// What a client that is not ours gets from servers that Fleet locked down: Strophe, which Jitsi Meet's own web client is built on.
/// </summary>
public sealed class StropheTests(TestHosts hosts)
{
    private static readonly string Program = Path.Combine(Script.Root, "tests/Fleet.IntegrationTests/Clients/login");
    private const string Silence = "out no-answer";

    [Theory]
    [InlineData(Release.Bullseye)]
    [InlineData(Release.Bookworm)]
    [InlineData(Release.Trixie)]
    public async Task Logs_in_as_whom_Fleet_granted_it_and_is_refused_without_a_login(Release release)
    {
        await using var fleet = new CorpusFleet();
        await using var host = await hosts.Lease();
        await new CorpusHost(host, fleet, hosts.AuthorityPath).Become(release, AccessMode.Members);
        foreach (var transport in (string[])["bosh", "websocket"])
        {
            (await Login(host, transport, $"alice@{host.Name}", CorpusFleet.PasswordOf("alice")))
                .ShouldMatch($"^in alice@{host.Name}/.* SCRAM-SHA-1$");
            (await Login(host, transport, $"alice@{host.Name}", "another")).ShouldBe("out not-authorized");
            (await Login(host, transport, $"mallory@{host.Name}", CorpusFleet.PasswordOf("mallory"))).ShouldBe("out not-authorized");
            (await Login(host, transport, host.Name)).ShouldSatisfyAllConditions(a => a.ShouldStartWith("out no-"), a => a.ShouldNotBe(Silence));
            (await Login(host, transport, $"guest.{host.Name}")).ShouldSatisfyAllConditions(a => a.ShouldStartWith("out "), a => a.ShouldNotBe(Silence));
        }
    }

    [Fact]
    public async Task Gets_in_as_a_guest_where_guests_may_and_never_at_the_host_itself()
    {
        await using var fleet = new CorpusFleet();
        await using var host = await hosts.Lease();
        await new CorpusHost(host, fleet, hosts.AuthorityPath).Become(Release.Bookworm, AccessMode.Guests);
        foreach (var transport in (string[])["bosh", "websocket"])
        {
            (await Login(host, transport, $"alice@{host.Name}", CorpusFleet.PasswordOf("alice"))).ShouldStartWith($"in alice@{host.Name}/");
            (await Login(host, transport, $"guest.{host.Name}")).ShouldMatch($"^in .*@guest.{host.Name}/.* ANONYMOUS$");
            (await Login(host, transport, host.Name)).ShouldSatisfyAllConditions(a => a.ShouldStartWith("out no-"), a => a.ShouldNotBe(Silence));
        }
    }

    [Fact]
    public async Task Gets_in_without_a_login_where_a_server_is_open()
    {
        await using var host = await hosts.Lease();
        host.CountsAsChanged();
        foreach (var transport in (string[])["bosh", "websocket"])
            (await Login(host, transport, host.Name)).ShouldMatch($"^in .*@{host.Name}/.* ANONYMOUS$");
    }

    private async Task<string> Login(TestHost host, string transport, string jid, string password = "")
    {
        var trust = new Dictionary<string, string> { ["NODE_EXTRA_CA_CERTS"] = hosts.AuthorityPath };
        return (await Script.Run(Program, [transport, host.Name, host.Address, jid], trust, password)).MustSucceed().Output.Trim();
    }
}
