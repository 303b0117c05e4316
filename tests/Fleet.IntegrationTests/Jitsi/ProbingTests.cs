using System.Globalization;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.TestBed;
using Fleet.Jitsi.Host;
using Fleet.Jitsi.Probing;
using Fleet.Jitsi.Scram;

namespace Fleet.IntegrationTests.Jitsi;

public sealed class ProbingTests(TestHosts hosts)
{
    private const string Nonce = "fyko+d2lbbFgONRv9qkxdawL";

    [Fact]
    public async Task Sees_an_open_host_open_and_its_guest_host_missing()
    {
        await using var host = await hosts.Lease();
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        (await bosh.Run(AnonymousProbe.Start(host.Name, 1))).Login.ShouldBe(AnonymousLogin.Accepted);
        (await bosh.Run(AnonymousProbe.Start(GuestHosts.Of(host.Name), 1))).Login.ShouldBe(AnonymousLogin.NoSuchHost);
        (await bosh.Run(MemberProbe.Start(host.Name, 1, Member("s3cret")))).ShouldBe(
            new(MemberLogin.Refused, "SCRAM-SHA-1 is not offered; offered: ANONYMOUS"));
        host.CountsAsChanged();
    }

    [Fact]
    public async Task Sees_a_locked_host_locked_and_proves_a_login()
    {
        await using var host = await hosts.Lease();
        await Lock(host);
        await PutAccount(host, "alice", Derive("s3cret"));
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        var anonymous = await bosh.Run(AnonymousProbe.Start(host.Name, 1));
        anonymous.ShouldBe(new(AnonymousLogin.Refused, "ANONYMOUS refused (invalid-mechanism); offered: PLAIN, SCRAM-SHA-1"));
        (await bosh.Run(MemberProbe.Start(host.Name, 1, Member("s3cret")))).Login.ShouldBe(MemberLogin.Proven);
        (await bosh.Run(MemberProbe.Start(host.Name, 1, Member("wrong")))).Login.ShouldBe(MemberLogin.Refused);
        (await bosh.Run(MemberProbe.Start(host.Name, 1, Member("s3cret") with { User = "nobody" }))).Login.ShouldBe(MemberLogin.Refused);
        (await host.Look("prosodyctl shell 'c2s:show()'")).ShouldNotContain("alice");
    }

    [Fact]
    public async Task Believes_no_server_that_lets_in_but_cannot_sign()
    {
        await using var host = await hosts.Lease();
        await Lock(host);
        var verifier = Derive("s3cret");
        await PutAccount(host, "alice", verifier with { ServerKey = verifier.StoredKey });
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        (await bosh.Run(MemberProbe.Start(host.Name, 1, Member("s3cret")))).Login.ShouldBe(MemberLogin.Unknown);
    }

    [Fact]
    public async Task Sees_an_open_guest_host_behind_a_locked_one()
    {
        await using var host = await hosts.Lease();
        await host.Exec($"printf 'VirtualHost \"guest.{host.Name}\"\\nauthentication = \"jitsi-anonymous\"\\nc2s_require_encryption = false\\n' >/etc/prosody/conf.d/guest.cfg.lua");
        await Lock(host);
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        (await bosh.Run(AnonymousProbe.Start(host.Name, 1))).Login.ShouldBe(AnonymousLogin.Refused);
        (await bosh.Run(AnonymousProbe.Start(GuestHosts.Of(host.Name), 1))).Login.ShouldBe(AnonymousLogin.Accepted);
    }

    [Fact]
    public async Task Takes_a_host_with_a_provider_that_does_not_exist_neither_for_open_nor_for_usable()
    {
        await using var host = await hosts.Lease();
        await Provider(host, "jitsi_anonymous");
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        var anonymous = await bosh.Run(AnonymousProbe.Start(host.Name, 1));
        anonymous.ShouldBe(new(AnonymousLogin.Refused, "ANONYMOUS refused (invalid-mechanism); no way to log in is offered at all"));
        (await bosh.Run(MemberProbe.Start(host.Name, 1, Member("x")))).Login.ShouldBe(MemberLogin.Refused);
    }

    [Fact]
    public async Task Learns_nothing_while_Prosody_is_down()
    {
        await using var host = await hosts.Lease();
        await host.Exec("service prosody stop");
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        (await bosh.Run(AnonymousProbe.Start(host.Name, 1))).ShouldBe(new(AnonymousLogin.Unknown, "HTTP 502: the web server does not reach Prosody"));
    }

    private static Task Lock(TestHost host) => Provider(host, "internal_hashed");

    private static async Task Provider(TestHost host, string provider)
    {
        await host.Exec($"sed -i '/^VirtualHost \"{host.Name}\"/,/^Component/ s/authentication = \"[^\"]*\"/authentication = \"{provider}\"/' /etc/prosody/conf.avail/{host.Name}.cfg.lua && service prosody restart");
        // until Prosody listens on port 5280 again
        await host.Exec("i=0; until grep -qi ':14A0 .* 0A ' /proc/net/tcp; do [ $((i += 1)) -le 500 ] || exit 1; sleep 0.02; done");
    }

    private static async Task PutAccount(TestHost host, string user, ScramVerifier verifier)
    {
        var directory = $"/var/lib/prosody/{AccountFile.Encode(host.Name)}/accounts";
        var record = string.Create(CultureInfo.InvariantCulture, $$"""
            return { ["salt"] = "{{verifier.Salt}}"; ["iteration_count"] = {{verifier.Iterations}}; ["stored_key"] = "{{verifier.StoredKey}}"; ["server_key"] = "{{verifier.ServerKey}}"; };
            """);
        await host.Exec($"install -d -o prosody -g prosody {directory} && cat >{directory}/{AccountFile.Encode(user)}.dat", record);
    }

    private static ProbeMember Member(string password) => new("alice", Prepared(password), ScramHash.Sha1, Nonce);

    private static ScramVerifier Derive(string password) => ScramVerifier.Derive(Prepared(password), ScramHash.Sha1, "salt-of-this-test");

    private static PreparedPassword Prepared(string password) =>
        SaslPrep.Prepare(password).TryGet(out var prepared, out var refusal) ? prepared : throw new InvalidOperationException(refusal.Text);
}
