using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Fleet.Jitsi.Host;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Host;

public sealed class OlderProgramTests
{
    private static byte[] Answer(string first = "fleet-host 1 - refused", string reason = "reason bad-request header")
    {
        var body = $"{first}\nprogram 0.2.0 {Replies.Hash}\n{reason}\n";
        return Encoding.ASCII.GetBytes($"{body}end - {Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(body)))}\n");
    }

    [Fact]
    public void It_is_known_by_its_refusal() => OlderProgram.Read(Answer()).ShouldBe(new("0.2.0", Replies.Hash));

    [Theory]
    [InlineData("fleet-host 2 - refused", "reason bad-request header")]
    [InlineData("fleet-host 1 - postponed", "reason bad-request header")]
    [InlineData("fleet-host 1 0123456789abcdef refused", "reason bad-request header")]
    [InlineData("fleet-host 1 - refused", "reason bad-request nonce")]
    [InlineData("fleet-host 1 - refused", "reason not-root -")]
    public void Another_refusal_is_none_of_that(string first, string reason) => OlderProgram.Read(Answer(first, reason)).ShouldBeNull();

    [Fact]
    public void One_byte_amiss_and_it_is_not_known() =>
        Gen.Select(Gen.Int[0, Answer().Length - 1], Gen.Byte).Where(change => Answer()[change.Item1] != change.Item2)
            .Sample(change => OlderProgram.Read([.. Answer()[..change.Item1], change.Item2, .. Answer()[(change.Item1 + 1)..]]) is null);
}
