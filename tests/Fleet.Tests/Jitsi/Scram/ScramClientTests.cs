using Fleet.Jitsi.Scram;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Scram;

public sealed class ScramClientTests
{
    // RFC 5802 section 5
    private readonly ScramClient _client = new(ScramHash.Sha1, "user", Passwords.Prepared("pencil"), "fyko+d2lbbFgONRv9qkxdawL");

    private const string Challenge = "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096";

    [Fact]
    public void Speaks_as_the_standard_shows()
    {
        _client.First.ShouldBe("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL");
        var final = _client.Answer(Challenge).ShouldBeOfType<ScramAnswer.Final>();
        final.Message.ShouldBe("c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=");
        final.Expected.IsProvenBy("v=rmF9pqV8S7suAoZWja4dJRkFsKQ=").ShouldBeTrue();
    }

    [Fact]
    public void Speaks_SHA_256_as_the_standard_shows()
    {
        // RFC 7677 section 3
        var client = new ScramClient(ScramHash.Sha256, "user", Passwords.Prepared("pencil"), "rOprNGfwEbeRWgbNEkqO");
        var final = client.Answer("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096").ShouldBeOfType<ScramAnswer.Final>();
        final.Message.ShouldEndWith(",p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        final.Expected.IsProvenBy("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=").ShouldBeTrue();
    }

    [Theory]
    [InlineData("v=rmF9pqV8S7suAoZWja4dJRkFsKR=")]
    [InlineData("v=")]
    [InlineData("v=not base64")]
    [InlineData("e=invalid-proof")]
    [InlineData("")]
    public void Believes_no_server_that_cannot_sign(string serverFinal) =>
        _client.Answer(Challenge).ShouldBeOfType<ScramAnswer.Final>().Expected.IsProvenBy(serverFinal).ShouldBeFalse();

    [Theory]
    [InlineData("r=another,s=QSXCR+Q6sek8bf92,i=4096")]
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawL,s=QSXCR+Q6sek8bf92,i=4096")] // adds nothing of its own: a replay
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawL3,s=QSXCR+Q6sek8bf92,i=1")] // an invitation to send a proof that is cheap to crack
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawL3,s=QSXCR+Q6sek8bf92,i=2000000000")]
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawL3,s=QSXCR+Q6sek8bf92,i=-4096")]
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawL3,s=,i=4096")]
    [InlineData("r=fyko+d2lbbFgONRv9qkxdawL3,s=%%%,i=4096")]
    [InlineData("m=ext,r=fyko+d2lbbFgONRv9qkxdawL3,s=QSXCR+Q6sek8bf92,i=4096")]
    [InlineData("e=unknown-user")]
    [InlineData("")]
    public void Sends_no_proof_to_a_challenge_that_it_distrusts(string challenge) =>
        _client.Answer(challenge).ShouldBeOfType<ScramAnswer.Distrusted>();

    [Fact]
    public void Escapes_what_the_grammar_reserves() =>
        new ScramClient(ScramHash.Sha1, "a=b,c", Passwords.Prepared("x"), "nonce").First.ShouldBe("n,,n=a=3Db=2Cc,r=nonce");
}
