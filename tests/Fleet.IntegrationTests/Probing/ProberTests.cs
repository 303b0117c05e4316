using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Scram;
using Fleet.Worker.Credentials;
using Fleet.Worker.Probing;

namespace Fleet.IntegrationTests.Probing;

public sealed class ProberTests(TestHosts hosts)
{
    [Fact]
    public async Task an_open_server_lets_anybody_in_and_the_result_names_address_and_certificate()
    {
        await using var host = await hosts.Lease();
        var result = await Probe(host);
        result.Anonymous.ShouldBe(AnonymousLogin.Accepted, result.Detail);
        result.Guest.ShouldBe(AnonymousLogin.NoSuchHost, result.Detail);
        result.Member.ShouldBe(MemberLogin.NotTried);
        result.Address.ShouldBe($"{host.Address}:443");
        result.Addresses.ShouldNotBeNull().ShouldHaveSingleItem().WebSocket.ShouldBe(AnonymousLogin.Accepted, result.Detail);
        result.Certificate.ShouldBe((await host.Look($"openssl x509 -in /etc/jitsi/meet/{host.Name}.crt -outform der | sha256sum")).Split(' ')[0]);
    }

    [Fact]
    public async Task a_closed_server_refuses_strangers_and_a_member_gets_in()
    {
        await using var host = await Closed();
        await host.Exec($"prosodyctl register fleet-probe {host.Name} a-member-password");
        var result = await Probe(host, Member("a-member-password"));
        result.Anonymous.ShouldBe(AnonymousLogin.Refused, result.Detail);
        result.Addresses.ShouldNotBeNull().ShouldHaveSingleItem().WebSocket.ShouldBe(AnonymousLogin.Refused, result.Detail);
        result.Member.ShouldBe(MemberLogin.Proven, result.Detail);
        (await Probe(host, Member("another-password"))).Member.ShouldBe(MemberLogin.Refused);
    }

    [Fact]
    public async Task a_guest_host_that_was_left_behind_is_seen_through_the_closed_one()
    {
        await using var host = await Closed();
        await host.Drift("guest");
        (await Probe(host)).Guest.ShouldBe(AnonymousLogin.Accepted);
    }

    [Fact]
    public async Task an_open_machine_at_another_address_of_the_domain_is_what_counts()
    {
        var leased = await hosts.Lease(2);
        await using var closed = leased[0];
        await using var open = leased[1];
        await Close(closed);
        await BecomeOpenTwin(open, closed);

        var result = await Probe(closed, names: [$"{closed.Address} {closed.Name}", $"{open.Address} {closed.Name}"]);

        (result.Anonymous, result.Address).ShouldBe((AnonymousLogin.Accepted, $"{open.Address}:443"), result.Detail);
        result.Addresses.ShouldNotBeNull().Select(a => (a.Bosh, a.WebSocket)).ShouldBe(
            [(AnonymousLogin.Refused, AnonymousLogin.Refused), (AnonymousLogin.Accepted, AnonymousLogin.Accepted)], result.Detail);
    }

    [Fact]
    public async Task a_domain_that_does_not_resolve_is_judged_by_the_probe_address_and_says_so()
    {
        await using var host = await hosts.Lease();
        var result = await Probe(host, names: []);
        result.Anonymous.ShouldBe(AnonymousLogin.Accepted);
        result.Detail.ShouldContain($"{host.Name} does not resolve here (no address): only the probe address was asked");
    }

    [Fact]
    public async Task a_certificate_that_is_not_trusted_proves_nothing()
    {
        await using var host = await hosts.Lease();
        var byKey = new ProbeTrust.PinnedKey((await host.Look(
            $"openssl x509 -in /etc/jitsi/meet/{host.Name}.crt -pubkey -noout | openssl pkey -pubin -outform der | sha256sum")).Split(' ')[0]);

        (await Probe(host, trust: byKey)).Anonymous.ShouldBe(AnonymousLogin.Accepted);
        foreach (var untrusted in (ProbeTrust[])[new ProbeTrust.SystemRoots(), new ProbeTrust.PinnedKey(new string('0', 64)), new ProbeTrust.Authority(OtherAuthority())])
            (await Probe(host, trust: untrusted)).ShouldSatisfyAllConditions(r => r.Anonymous.ShouldBe(AnonymousLogin.Unknown), r => r.Certificate.ShouldBeNull());
        (await Probe(host, domain: "other.example.test")).ShouldSatisfyAllConditions(r => r.Anonymous.ShouldBe(AnonymousLogin.Unknown), r => r.Certificate.ShouldBeNull());
    }

    [Theory]
    [InlineData("service nginx stop", "refused")]
    [InlineData("service prosody stop", "502")]
    public async Task a_server_that_does_not_answer_is_unknown(string harm, string evidence)
    {
        await using var host = await hosts.Lease();
        await host.Exec(harm);
        var result = await Probe(host, Member("x"));
        (result.Anonymous, result.Guest, result.Member).ShouldBe((AnonymousLogin.Unknown, AnonymousLogin.Unknown, MemberLogin.Unknown));
        result.Detail.ShouldContain(evidence);
    }

    [Fact]
    public async Task an_answer_without_end_is_cut_off()
    {
        await using var host = await hosts.Lease();
        await host.Exec($"truncate -s 1G /var/www/flood && sed -i 's#location = /http-bind {{#location = /http-bind {{ root /var/www; rewrite .* /flood last; }} location = /flood {{ root /var/www; error_page 405 =200 /flood; }} location = /unused {{#' /etc/nginx/sites-available/{host.Name}.conf && service nginx restart");
        (await Probe(host)).ShouldSatisfyAllConditions(
            r => r.Addresses.ShouldNotBeNull().ShouldHaveSingleItem().Bosh.ShouldBe(AnonymousLogin.Unknown), r => r.Detail.ShouldContain("longer than"));
    }

    private async Task<TestHost> Closed()
    {
        var host = await hosts.Lease();
        await Close(host);
        return host;
    }

    private static async Task Close(TestHost host)
    {
        await host.Exec($"sed -i '0,/authentication = \"jitsi-anonymous\"/s//authentication = \"internal_hashed\"/' /etc/prosody/conf.avail/{host.Name}.cfg.lua && service prosody restart");
        // Prosody serves a little later than its start script ends
        await host.Look("until ss -ltn | grep -q :5280; do sleep 0.05; done");
    }

    // The same domain with the same key on a second machine, as behind two addresses in DNS.
    private static async Task BecomeOpenTwin(TestHost twin, TestHost of)
    {
        foreach (var part in (string[])["crt", "key"])
            await twin.Exec($"cat >/etc/jitsi/meet/{of.Name}.{part}", await of.Look($"cat /etc/jitsi/meet/{of.Name}.{part}"));
        await twin.Exec(
            $"sed -i 's/{twin.Name}/{of.Name}/g' /etc/prosody/conf.avail/{twin.Name}.cfg.lua /etc/nginx/sites-available/{twin.Name}.conf && service prosody restart && service nginx restart");
        await twin.Look("until ss -ltn | grep -q :5280; do sleep 0.05; done");
    }

    private async Task<ProbeResult> Probe(TestHost host, Opened.Usable? member = null, ProbeTrust? trust = null, string? domain = null, string[]? names = null)
    {
        var target = new ProbeTarget(host.Address, 443, trust ?? new ProbeTrust.Authority(File.ReadAllText(hosts.AuthorityPath)));
        var enrolled = new ServerEnrolled(
            Guid.CreateVersion7(), "meet-01", domain ?? host.Name, new SshEndpoint(host.Address, 22, "fleet"), target, ImmutableSortedDictionary<string, string>.Empty);
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, names ?? [$"{host.Address} {enrolled.Domain}"]);
        try
        {
            var options = new ProbingOptions { HostsFile = file };
            return await new Prober(new DomainAddresses(options, TimeProvider.System), options, TimeProvider.System)
                .ProbeAsync(DesiredServer.Evolve(null, enrolled, 1)!, member, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Opened.Usable Member(string password) => new(new ScramVerifier(ScramHash.Sha1, "unused", 1, "", ""), password);

    private static string OtherAuthority()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        return new CertificateRequest("CN=other", key, System.Security.Cryptography.HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1)).ExportCertificatePem();
    }
}
