using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Scram;
using Fleet.Worker.Credentials;
using Fleet.Worker.Keys;
using Fleet.Worker.Work;
using Jose;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Credentials;

public sealed class CredentialTests
{
    private static readonly SealingKey Key = SealingKey.Create();
    private static readonly ScramVerifier Verifier = new(ScramHash.Sha1, "salt", 10_000, new string('a', 40), new string('b', 40));

    private readonly FleetKeys _keys = new(Guid.CreateVersion7(), ImmutableSortedDictionary<string, SealingKey>.Empty.Add(Key.Kid, Key), Key, "");
    private readonly DesiredServer _server = TestServer.Enrolled();
    private readonly Guid _id = Guid.CreateVersion7();

    private CredentialOpener Opener => new(_keys);

    private SealingHeader Header => new(Key.Kid, $"{_keys.Fleet}", $"{_id}", "alice", $"{_server.Id}", _server.Domain, "SHA-1", "account");

    [Fact]
    public void what_a_worker_seals_another_worker_opens()
    {
        var sealed_ = new CredentialSealer(_keys).Seal(_server, "alice", Verifier, _id);
        Opener.OpenAccount(_server, "alice", new SealedCredential(_id, sealed_.Hash, sealed_.Jwe)).ShouldBe(new Opened.Usable(Verifier, null));
        sealed_.Jwe.ShouldNotContain(Verifier.StoredKey);
    }

    [Fact]
    public void a_spare_opens_on_any_server() =>
        OpenAccount(Header with { Server = "spare", Domain = "" }).ShouldBeOfType<Opened.Usable>();

    [Fact]
    public void every_mismatch_of_its_purpose_is_refused()
    {
        var other = $"{Guid.CreateVersion7()}";
        OpenAccount(Header).ShouldBeOfType<Opened.Usable>();
        Refused(Header with { Fleet = other }, "another fleet");
        Refused(Header with { Credential = other }, "another credential");
        Refused(Header with { User = "bob" }, "another user");
        Refused(Header with { Server = other }, "another server");
        Refused(Header with { Domain = "other.example.test" }, "another server");
        Refused(Header with { Server = "spare" }, "another server");
        Refused(Header with { Domain = "" }, "another server");
        Refused(Header with { Hash = "SHA-256" }, "another hash");
        Refused(Header with { Use = "probe" }, "another use");
        Refused(Header with { Kid = "unknown" }, "lacks the private key");
    }

    [Fact]
    public void the_header_is_authenticated_with_the_content()
    {
        var mine = Sealed(Header).Split('.');
        var others = Sealed(Header with { User = "bob" }).Split('.');
        string[] swapped = [mine[0], .. others[1..]];
        Open("alice", string.Join('.', swapped)).ShouldBeOfType<Opened.Refused>();
        Open("alice", Sealed(Header, key: SealingKey.Create())).ShouldBeOfType<Opened.Refused>();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"salt\":\"\",\"iterations\":10000,\"storedKey\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"serverKey\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}")]
    [InlineData("{\"salt\":\"s\",\"iterations\":0,\"storedKey\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"serverKey\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}")]
    [InlineData("{\"salt\":\"s\",\"iterations\":1,\"storedKey\":\"aaaa\",\"serverKey\":\"aaaa\"}")]
    [InlineData("{\"salt\":\"s\",\"iterations\":1,\"storedKey\":\"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz\",\"serverKey\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}")]
    public void content_that_is_no_verifier_is_refused(string content) => Open("alice", Sealed(Header, content)).ShouldBeOfType<Opened.Refused>();

    [Theory]
    [InlineData("")]
    [InlineData("....")]
    [InlineData("e30....")]
    [InlineData("bm90IGpzb24.a.b.c.d")]
    [InlineData("\u00ff.a.b.c.d")]
    public void rubbish_is_refused(string jwe) => Open("alice", jwe).ShouldBe(new Opened.Refused("it is not a sealed credential"));

    [Fact]
    public void the_probe_account_opens_with_its_password_and_only_for_its_server()
    {
        var header = Header with { User = "fleet-probe", Use = "probe" };
        var content = SealedContent.Write(Verifier).Replace("}", ",\"password\":\"pw\"}");
        Opener.OpenProbe(_server, Sealed(header, content)).ShouldBeOfType<Opened.Usable>().Password.ShouldBe("pw");
        Opener.OpenProbe(_server, Sealed(header with { Server = "spare", Domain = "" }, content)).ShouldBeOfType<Opened.Refused>();
        Opener.OpenProbe(_server, Sealed(Header, content)).ShouldBeOfType<Opened.Refused>();
    }

    [Fact]
    public void nothing_secret_is_printed()
    {
        var printed = $"{new Opened.Usable(Verifier, "pw-secret")} {new SealedCredential(_id, "SHA-1", "jwe-secret")} {SealedContent.Parse(SealedContent.Write(Verifier))} {_keys}";
        printed.ShouldNotContain("secret");
        printed.ShouldNotContain(Verifier.StoredKey);
        printed.ShouldNotContain(Verifier.Salt);
    }

    private void Refused(SealingHeader header, string why) => OpenAccount(header).ShouldBeOfType<Opened.Refused>().Why.ShouldContain(why);

    private Opened OpenAccount(SealingHeader header) => Open("alice", Sealed(header));

    private Opened Open(string user, string jwe) => Opener.OpenAccount(_server, user, new SealedCredential(_id, "SHA-1", jwe));

    private static string Sealed(SealingHeader header, string? content = null, SealingKey? key = null) => JWT.Encode(
        content ?? SealedContent.Write(Verifier), (key ?? Key).PublicJwk, JweAlgorithm.ECDH_ES, JweEncryption.A256GCM, extraHeaders: header.ToMembers());
}
