using System.Text;
using CsCheck;
using Fleet.Jitsi.Accounts;
using Fleet.Jitsi.Scram;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Accounts;

public sealed class AccountReaderTests
{
    private const string Stored = "ae003383c9c4f686685335468190cd86c0b23f85";
    private const string Server = "f79f9268b742911aa70a638ba5f50a3b76d72dba";
    private const string Salt = "d2e68e5c-ec46-41af-ac75-da34a258e996";

    private static readonly ScramVerifier Verifier = new(ScramHash.Sha1, Salt, 10_000, Stored, Server);

    [Fact]
    public void Reads_what_Prosody_0_12_writes() => Hashed(
        $"return {{\n\t[\"stored_key\"] = \"{Stored}\";\n\t[\"salt\"] = \"{Salt}\";\n\t[\"iteration_count\"] = 10000;\n\t[\"server_key\"] = \"{Server}\";\n}};\n")
        .ShouldBe(new(Verifier, Disabled: false));

    [Fact]
    public void Reads_what_Prosody_13_writes() => Hashed(
        $"return {{ [\"updated\"] = 1719930000; [\"disabled\"] = true; [\"salt\"] = \"{Salt}\"; [\"created\"] = 1719930000.5;"
        + $" [\"server_key\"] = \"{Server}\"; [\"stored_key\"] = \"{Stored}\"; [\"iteration_count\"] = 10000; }};")
        .ShouldBe(new(Verifier, Disabled: true));

    [Fact]
    public void Knows_the_hash_by_the_length_of_the_keys() =>
        Hashed(Record(stored: new string('a', 64), server: new string('B', 64))).Verifier
            .ShouldBe(new(ScramHash.Sha256, Salt, 10_000, new string('a', 64), new string('b', 64)));

    [Fact]
    public void Reads_any_salt_that_is_text() =>
        Hashed(Record(salt: @"a\""b\\c\010\195\188")).Verifier.Salt.ShouldBe("a\"b\\c\n\u00FC");

    [Fact]
    public void Recognises_a_password_in_clear_and_keeps_none_of_it()
    {
        var clear = AccountReader.Read("return { [\"password\"] = \"canary-4711\"; };");
        clear.ShouldBe(new AccountRecord.ClearText(Disabled: false));
        $"{clear}".ShouldNotContain("canary");
        AccountReader.Read(Record(more: "password = 'canary-4711'")).ShouldBeOfType<AccountRecord.ClearText>();
        AccountReader.Read(Record(more: "password = ''")).ShouldBeOfType<AccountRecord.Hashed>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("return {")]
    [InlineData("return {};")]
    [InlineData("return { }, 1")]
    [InlineData("return os.execute('id')")]
    [InlineData("os.execute('id') return { }")]
    [InlineData("\u00EF\u00BB\u00BFreturn { }")]
    [InlineData("return { [1] = 'x' }")]
    [InlineData("return { 'x' }")]
    [InlineData("\u0000\u0001\u0002")]
    public void Calls_anything_else_malformed(string content) => AccountReader.Read(content).ShouldBeOfType<AccountRecord.Malformed>();

    [Fact]
    public void Calls_a_record_malformed_that_lets_nobody_in()
    {
        AccountReader.Read(Record(salt: "")).ShouldBeOfType<AccountRecord.Malformed>();
        AccountReader.Read(Record(salt: @"\255")).ShouldBeOfType<AccountRecord.Malformed>();
        AccountReader.Read(Record(iterations: "0")).ShouldBeOfType<AccountRecord.Malformed>();
        AccountReader.Read(Record(iterations: "1e4")).ShouldBeOfType<AccountRecord.Malformed>();
        AccountReader.Read(Record(iterations: "99999999999")).ShouldBeOfType<AccountRecord.Malformed>();
        AccountReader.Read(Record(stored: Stored[1..])).ShouldBeOfType<AccountRecord.Malformed>();
        AccountReader.Read(Record(stored: new string('a', 64))).ShouldBeOfType<AccountRecord.Malformed>();
        AccountReader.Read(Record(server: new string('x', 40))).ShouldBeOfType<AccountRecord.Malformed>();
        AccountReader.Read(Record(more: "disabled = 'no'")).ShouldBeOfType<AccountRecord.Malformed>();
        AccountReader.Read(Record(more: "salt = 'again'")).ShouldBeOfType<AccountRecord.Malformed>();
        AccountReader.Read(Record(more: $"pad = '{new string('x', 17_000)}'")).ShouldBeOfType<AccountRecord.Malformed>();
    }

    [Fact]
    public void Never_throws_whatever_the_bytes() => Gen.Byte.Array[0, 200].Sample(bytes =>
        AccountReader.Read(Encoding.Latin1.GetString(bytes)).ShouldNotBeNull());

    [Fact]
    public void Matches_a_credential_whatever_the_order_of_keys()
    {
        var record = Hashed(Record());
        record.Matches(Verifier).ShouldBeTrue();
        record.Matches(Verifier with { Iterations = 4096 }).ShouldBeFalse();
        record.Matches(Verifier with { Salt = "another" }).ShouldBeFalse();
        record.Matches(Verifier with { ServerKey = Stored }).ShouldBeFalse();
    }

    private static AccountRecord.Hashed Hashed(string content) => AccountReader.Read(content).ShouldBeOfType<AccountRecord.Hashed>();

    private static string Record(string salt = Salt, string iterations = "10000", string stored = Stored, string server = Server, string more = "") =>
        $"return {{ salt = \"{salt}\", iteration_count = {iterations}; ['stored_key'] = '{stored}'; [ [[server_key]] ] = \"{server}\", {more} }}";
}
