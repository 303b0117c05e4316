using CsCheck;
using Fleet.Domain;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Servers;

public sealed class ServerValueTests
{
    [Theory]
    [InlineData("meet-07")]
    [InlineData("m")]
    [InlineData("eu.meet-07")]
    public void A_server_name_is_fit_for_labels_and_shells(string name) => Accepted(ServerName.Parse(name)).ShouldBe(name);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("all")]
    [InlineData("Meet")]
    [InlineData("-meet")]
    [InlineData("meet-")]
    [InlineData("a b")]
    [InlineData("meet;rm")]
    public void Another_server_name_is_refused(string? name) => Refused<ServerNameInvalid>(ServerName.Parse(name));

    [Fact]
    public void A_server_name_is_bounded()
    {
        ServerName.Parse(new string('a', 63)).Refusal.ShouldBeNull();
        Refused<ServerNameInvalid>(ServerName.Parse(new string('a', 64)));
    }

    [Theory]
    [InlineData("meet.example.com", "meet.example.com")]
    [InlineData("Meet.Example.COM", "meet.example.com")]
    [InlineData("xn--jrgen-kva.example", "xn--jrgen-kva.example")]
    public void A_domain_is_lower_cased(string given, string domain) => Accepted(JitsiDomain.Parse(given)).ShouldBe(domain);

    [Theory]
    [InlineData(null, "not a host name")]
    [InlineData("", "not a host name")]
    [InlineData("meet..example.com", "not a host name")]
    [InlineData("-meet.example.com", "not a host name")]
    [InlineData("meet.example.com.", "not a host name")]
    [InlineData("meet/../x", "not a host name")]
    [InlineData("a\"b", "not a host name")]
    [InlineData("j\u00fcrgen.example", "punycode")]
    [InlineData("10.0.0.7", "address")]
    public void Another_domain_is_refused(string? given, string why) =>
        Refused<JitsiDomainInvalid>(JitsiDomain.Parse(given)).Why.ShouldContain(why);

    [Fact]
    public void A_domain_is_bounded() =>
        Refused<JitsiDomainInvalid>(JitsiDomain.Parse(string.Join('.', Enumerable.Repeat("abcdefgh", 29))));

    [Theory]
    [InlineData("10.0.0.7", "10.0.0.7")]
    [InlineData("Meet-07.Example.com", "meet-07.example.com")]
    [InlineData("2001:DB8:0::7", "2001:db8::7")]
    [InlineData("[2001:db8::7]", "2001:db8::7")]
    [InlineData("localhost", "localhost")]
    public void An_address_has_one_normal_form(string given, string address) => Accepted(HostAddress.Parse(given)).ShouldBe(address);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-oProxyCommand=x")]
    [InlineData("host name")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[10.0.0.7")]
    [InlineData("010.0.0.7")]
    [InlineData("10.0.7")]
    [InlineData("user@host")]
    public void Another_address_is_refused(string? given) => Refused<AddressInvalid>(HostAddress.Parse(given));

    [Fact]
    public void An_address_that_was_accepted_is_accepted_as_it_is() => Gen.String[Gen.Char["ab1.:-[]%0"], 0, 12].Sample(given =>
    {
        if (HostAddress.Parse(given).TryGet(out var address, out _))
        {
            Accepted(HostAddress.Parse(address)).ShouldBe(address);
        }
    });

    [Fact]
    public void An_endpoint_is_checked_to_its_jump_host()
    {
        var jump = new JumpHost("JUMP.example.com", 22, "hop", Some.Key());
        Accepted((Some.Endpoint with { Jump = jump }).Checked()).Jump!.Address.ShouldBe("jump.example.com");
        Refused<AddressInvalid>((Some.Endpoint with { Jump = jump with { Address = "-x" } }).Checked());
        Refused<HostKeyFingerprintInvalid>((Some.Endpoint with { Jump = jump with { Key = new("ssh-ed25519", "MD5:aa") } }).Checked());
    }

    [Fact]
    public void An_endpoint_needs_a_port_and_a_login_that_is_not_root()
    {
        Refused<PortInvalid>((Some.Endpoint with { Port = 0 }).Checked());
        Refused<PortInvalid>((Some.Endpoint with { Port = 65536 }).Checked());
        Refused<SshUserIsRoot>((Some.Endpoint with { User = "root" }).Checked());
        Refused<SshUserInvalid>((Some.Endpoint with { User = "-l" }).Checked());
        Refused<SshUserInvalid>((Some.Endpoint with { User = "" }).Checked());
    }

    [Fact]
    public void The_same_private_address_behind_another_jump_host_is_another_endpoint()
    {
        var one = Some.Endpoint with { Jump = new JumpHost("a.example.com", 22, "hop") };
        one.UniqueKey.ShouldNotBe(Some.Endpoint.UniqueKey);
        one.UniqueKey.ShouldNotBe((one with { Jump = one.Jump! with { Address = "b.example.com" } }).UniqueKey);
        one.UniqueKey.ShouldBe((one with { User = "other" }).UniqueKey);
    }

    [Fact]
    public void A_host_key_is_a_known_type_and_a_sha256_fingerprint()
    {
        Some.Key().Checked().Refusal.ShouldBeNull();
        Refused<HostKeyAlgorithmUnknown>((Some.Key() with { Algorithm = "ssh-dss" }).Checked());
        Refused<HostKeyFingerprintInvalid>((Some.Key() with { Fingerprint = "SHA256:short" }).Checked());
        Refused<HostKeyFingerprintInvalid>((Some.Key() with { Fingerprint = new string('a', 50) }).Checked());
    }

    [Fact]
    public void A_probe_target_is_never_trusted_blindly()
    {
        var certificate = new ProbeTrust.Authority("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");
        Accepted((ProbeTarget.Default with { Address = "[2001:db8::7]", Trust = certificate }).Checked()).Address.ShouldBe("2001:db8::7");
        Refused<AddressInvalid>((ProbeTarget.Default with { Address = "-x" }).Checked());
        Refused<PortInvalid>((ProbeTarget.Default with { Port = -1 }).Checked());
        Refused<AuthorityInvalid>((ProbeTarget.Default with { Trust = new ProbeTrust.Authority("x") }).Checked());
        Refused<AuthorityInvalid>(
            (ProbeTarget.Default with { Trust = new ProbeTrust.Authority(certificate.Pem + new string(' ', 65536)) }).Checked());
        Refused<AuthorityHasPrivateKey>(
            (ProbeTarget.Default with { Trust = new ProbeTrust.Authority(certificate.Pem + "-----BEGIN PRIVATE KEY-----") }).Checked());
        foreach (var pin in new[] { "AB", new('g', 64), new('a', 63) })
        {
            Refused<PinnedKeyInvalid>((ProbeTarget.Default with { Trust = new ProbeTrust.PinnedKey(pin) }).Checked());
        }
    }

    [Theory]
    [InlineData("name", "x", "label-reserved")]
    [InlineData("all", "x", "label-reserved")]
    [InlineData("e nv", "x", "label-key-invalid")]
    [InlineData("", "x", "label-key-invalid")]
    [InlineData("env", "", "label-value-invalid")]
    [InlineData("env", "a,b", "label-value-invalid")]
    public void A_label_that_no_selector_could_name_is_refused(string key, string value, string code) =>
        ServerLabels.Check([KeyValuePair.Create(key, value)]).Refusal.ShouldNotBeNull().Code.ShouldBe(code);

    [Fact]
    public void Labels_are_bounded()
    {
        static IEnumerable<KeyValuePair<string, string>> Labels(int count) =>
            Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"k{i}", "v"));
        Accepted(ServerLabels.Check(Labels(32))).Count.ShouldBe(32);
        Refused<LabelsTooMany>(ServerLabels.Check(Labels(33)));
    }

    [Fact]
    public void No_refusal_repeats_what_a_terminal_would_obey() => Gen.String.Sample(given =>
    {
        Refusal?[] refusals = [ServerName.Parse(given).Refusal, JitsiDomain.Parse(given).Refusal, HostAddress.Parse(given).Refusal,
            (Some.Endpoint with { User = given }).Checked().Refusal];
        refusals.OfType<Refusal>().ShouldAllBe(r => !r.Text.Any(char.IsControl));
    });
}
