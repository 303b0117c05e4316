using Fleet.Jitsi.Lua;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Lua;

public sealed class ReplaceLiteralTests
{
    public static TheoryData<string> Editable => [.. ConfigVariants.All.Where(v => v.Effective is not null && Edit(v) is not null).Select(v => v.Name)];

    [Theory]
    [MemberData(nameof(Editable))]
    public void Changes_that_literal_and_nothing_else(string name)
    {
        var variant = ConfigVariants.All.Single(v => v.Name == name);
        var edit = Edit(variant).ShouldNotBeNull();
        var before = variant.Files.Single(f => f.Path == edit.Place.File).Text;
        var after = edit.ApplyTo(before).ShouldNotBeNull();
        after.ShouldStartWith(before[..edit.Place.Offset] + edit.NewLiteral);
        after.ShouldEndWith(before[(edit.Place.Offset + edit.OldLiteral.Length)..]);

        var edited = variant with { Files = [.. variant.Files.Select(f => f.Path == edit.Place.File ? (f.Path, after) : f)] };
        Provider(ProsodyConfig.Read(edited.Texts)).ShouldBeOfType<OptionReading.Set>().Value.ShouldBeOfType<ConfigValue.Text>().Value.ShouldBe("internal_hashed");
    }

    [Theory]
    [InlineData("Debian template", "\"internal_hashed\"")]
    [InlineData("single quotes without spaces", "'internal_hashed'")]
    [InlineData("long bracket string of a level", "[=[internal_hashed]=]")]
    public void Keeps_the_quotes(string name, string literal) =>
        Edit(ConfigVariants.All.Single(v => v.Name == name)).ShouldNotBeNull().NewLiteral.ShouldBe(literal);

    [Theory]
    [InlineData("inherits the global value")] // changing it changes every other host
    [InlineData("no value anywhere")]
    [InlineData("escapes in the value")]
    [InlineData("concatenation")]
    [InlineData("syntax error")]
    public void Refuses_what_is_no_plain_literal_of_the_host(string name) => Edit(ConfigVariants.All.Single(v => v.Name == name)).ShouldBeNull();

    [Fact]
    public void Does_nothing_to_a_text_that_has_changed()
    {
        var edit = new ReplaceLiteral(new("f", 4, 1), "\"a\"", "\"b\"");
        edit.ApplyTo("x = \"a\"").ShouldBe("x = \"b\"");
        edit.ApplyTo("xy = \"a\"").ShouldBeNull();
        edit.ApplyTo("x").ShouldBeNull();
    }

    private static ReplaceLiteral? Edit(ConfigVariant variant) => ReplaceLiteral.Of(Provider(ProsodyConfig.Read(variant.Texts)), "internal_hashed");

    private static OptionReading Provider(ProsodyConfig config) => config.Option(ConfigVariant.Host, "authentication");
}
