using Fleet.Jitsi.Scram;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Scram;

public sealed class ScramVerifierTests
{
    // made or accepted by Prosody 0.11.9, 0.12.3 and 13.0.1
    [Theory]
    [InlineData("s3cret", "0123456789abcdef-handmade", 10000, ScramHash.Sha1, "b28c63994fbdc49843dcf60bcff11c1a19e4419b", "a2c8f4d6d5b681322d82d44b81da595a4c863c54")]
    [InlineData("focuspw", "d2e68e5c-ec46-41af-ac75-da34a258e996", 10000, ScramHash.Sha1, "ae003383c9c4f686685335468190cd86c0b23f85", "f79f9268b742911aa70a638ba5f50a3b76d72dba")]
    [InlineData("pw1", "e71641d8-2d98-4489-bcaf-eef7b84a6971", 4096, ScramHash.Sha1, "b97f98e1d17c8ad08282eba59dcbfdf27f738d6b", "b8a353d76839e06b21b1785f35a9fd43ac3202a5")]
    [InlineData("pw", "166b4467-2a1f-4017-9407-a43f4d193992", 10000, ScramHash.Sha256, "9d8e3fc61765223ddd9cd05f0e0fd52731fba1cee3c636bf18727d8b7d43b50c", "0b69fefc45b383f90acab28f7025eccb79def3ead8529c0dcd74520e16bf3f71")]
    public void Derives_what_Prosody_stores(string password, string salt, int iterations, ScramHash hash, string storedKey, string serverKey) =>
        ScramVerifier.Derive(Passwords.Prepared(password), hash, salt, iterations).ShouldBe(new(hash, salt, iterations, storedKey, serverKey));

    [Fact]
    public void Is_never_shown()
    {
        var verifier = ScramVerifier.Derive(Passwords.Prepared("s3cret"), ScramHash.Sha1, "salt-of-one-server");
        $"{verifier}".ShouldBe("(verifier SHA-1, 10000 iterations)");
        $"{Passwords.Prepared("s3cret")}".ShouldBe("(password)");
    }
}
