using System.Text.Json.Nodes;
using Fleet.Worker.Keys;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Keys;

public sealed class InitCommandTests : IDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"fleet-keys-{Guid.NewGuid():N}");
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void the_public_bundle_carries_no_private_member()
    {
        Init().ShouldBe(0);
        var key = Bundle()["sealing"]!.AsArray().ShouldHaveSingleItem()!.AsObject();
        key.Select(member => member.Key).ShouldBe(["kty", "kid", "use", "alg", "crv", "x", "y"], ignoreOrder: true);
        key["x"]!.GetValue<string>().Length.ShouldBe(43);
        File.ReadAllText(Keys().SshKey).ShouldNotContain(Bundle()["ssh"]!.GetValue<string>());
    }

    [Fact]
    public void the_public_bundle_shows_the_ssh_key_as_it_is_written_elsewhere() =>
        PublicBundle.Write(Guid.Empty, [SealingKey.Create()], "ssh-ed25519 AAAA+/== fleet").ShouldContain("\"ssh-ed25519 AAAA+/== fleet\"");

    [Fact]
    public void what_was_made_is_read_back_with_the_same_identity()
    {
        Init();
        var keys = KeysReader.Read(Keys()).ShouldBeOfType<KeysRead.Loaded>().Keys;
        keys.Fleet.ToString().ShouldBe(Bundle()["fleet"]!.GetValue<string>());
        keys.Current.Kid.ShouldBe(Bundle()["sealing"]![0]!["kid"]!.GetValue<string>());
        keys.SshPrivateKey.ShouldStartWith("-----BEGIN OPENSSH PRIVATE KEY-----\n");
    }

    [Fact]
    public void private_files_are_readable_by_their_owner_alone()
    {
        Init();
        foreach (var file in Keys().SealingFiles().Append(Keys().SshKey))
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _output.ToString().ShouldNotContain("PRIVATE KEY");
    }

    [Theory]
    [InlineData("fleet.public.json")]
    [InlineData("ssh_ed25519")]
    [InlineData("sealing-old.jwk")]
    public void a_directory_that_holds_any_key_is_left_as_it_is(string name)
    {
        Directory.CreateDirectory(_directory);
        File.WriteAllText(Path.Combine(_directory, name), "kept");
        Init().ShouldBe(1);
        _error.ToString().ShouldContain(name);
        Directory.GetFiles(_directory).ShouldHaveSingleItem();
        File.ReadAllText(Path.Combine(_directory, name)).ShouldBe("kept");
    }

    [Fact]
    public void a_private_key_that_others_can_read_is_not_used()
    {
        Init();
        File.SetUnixFileMode(Keys().SshKey, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        KeysReader.Read(Keys()).ShouldBeOfType<KeysRead.Unusable>().Problem.ShouldContain("chmod 600");
    }

    [Fact]
    public void an_older_private_key_stays_usable_while_the_bundle_names_a_newer_one()
    {
        Init();
        var older = SealingKey.Create();
        KeyDirectory.WritePrivate(Keys().Sealing(older.Kid), older.ToPrivateJson());
        var keys = KeysReader.Read(Keys()).ShouldBeOfType<KeysRead.Loaded>().Keys;
        keys.Sealing.Count.ShouldBe(2);
        keys.Current.Kid.ShouldNotBe(older.Kid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\",\"d\":\"AA\"}")]
    [InlineData("{\"kty\":\"oct\",\"k\":\"AAAA\"}")]
    public void what_is_no_sealing_key_is_named_with_its_file(string content)
    {
        Init();
        KeyDirectory.WritePrivate(Keys().Sealing("broken"), content);
        KeysReader.Read(Keys()).ShouldBeOfType<KeysRead.Unusable>().Problem.ShouldContain("sealing-broken.jwk");
    }

    [Fact]
    public void a_bundle_whose_private_half_is_missing_is_refused()
    {
        Init();
        File.Delete(Keys().SealingFiles()[0]);
        var other = SealingKey.Create();
        KeyDirectory.WritePrivate(Keys().Sealing(other.Kid), other.ToPrivateJson());
        KeysReader.Read(Keys()).ShouldBeOfType<KeysRead.Unusable>().Problem.ShouldContain("private half");
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory)) Directory.Delete(_directory, recursive: true);
    }

    private int Init() => InitCommand.Run(_directory, _output, _error);

    private KeyDirectory Keys() => new(_directory);

    private JsonNode Bundle() => JsonNode.Parse(File.ReadAllText(Keys().Bundle))!;
}
