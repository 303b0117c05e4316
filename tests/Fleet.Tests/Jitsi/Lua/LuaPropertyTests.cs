using System.Text;
using CsCheck;
using Fleet.Jitsi.Lua;
using Fleet.Jitsi.Lua.Syntax;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Lua;

public sealed class LuaPropertyTests
{
    private static readonly string[] Pieces =
    [
        "VirtualHost ", "\"meet.example.com\"", "authentication", " = ", "'token'", "[[x]]", "[==[", "]==]", "--", "--[[", "]]", "\n", "\r\n", "{", "}", "(", ")",
        "Component", "Include \"conf.d/*.cfg.lua\"", "local ", "function ", "end ", "if ", "then ", "return ", ";", ",", "..", "not ", "0x", "1e", "\"", "\\", "nil ", "*", "::",
    ];

    private static readonly Gen<string> Bytes = Gen.Byte.Array[0, 300].Select(Encoding.Latin1.GetString);
    private static readonly Gen<string> Mixed = Gen.OneOf(Pieces).Array[0, 80].Select(string.Concat);

    [Fact]
    public void Reading_never_throws_whatever_the_bytes() => Gen.OneOf(Bytes, Mixed).Sample(
        text => Read(text).Option(ConfigVariant.Host, "authentication").ShouldNotBeNull(), iter: 20_000);

    [Theory]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("x = {{")]
    [InlineData("do ")]
    [InlineData("f(")]
    [InlineData("not ")]
    [InlineData("x = -")]
    [InlineData("x = function() ")]
    [InlineData("a.b[")]
    [InlineData("x = 1 .. ")]
    [InlineData("f{f{")]
    [InlineData("f().x")]
    public void Reading_ends_however_deep_the_nesting(string piece) =>
        Read(string.Concat(Enumerable.Repeat(piece, 100_000))).Problem.ShouldNotBeNull();

    [Fact]
    public void Tokens_lie_in_order_and_leave_only_blanks_and_comments_between() => Mixed.Sample(text =>
    {
        var (tokens, problem) = Lexer.Read(text);
        var end = 0;
        foreach (var token in tokens.SkipLast(problem is null ? 0 : 1))
        {
            token.Offset.ShouldBeGreaterThanOrEqualTo(end);
            var between = text[end..token.Offset].TrimStart();
            (between.Length == 0 || between.StartsWith("--", StringComparison.Ordinal)).ShouldBeTrue();
            end = token.EndOffset;
        }
    });

    [Fact]
    public void An_edit_changes_only_its_literal() => Gen.Select(Mixed, Mixed).Sample((before, after) =>
    {
        var text = $"{before}\nVirtualHost \"meet.example.com\"\nauthentication = \"token\" {after}";
        if (ReplaceLiteral.Of(Read(text).Option(ConfigVariant.Host, "authentication"), "anonymous") is not { } edit) return;
        var edited = edit.ApplyTo(text).ShouldNotBeNull();
        edited.Remove(edit.Place.Offset, edit.NewLiteral.Length).ShouldBe(text.Remove(edit.Place.Offset, edit.OldLiteral.Length));
        Read(edited).Option(ConfigVariant.Host, "authentication")
            .ShouldBeOfType<OptionReading.Set>().Value.ShouldBeOfType<ConfigValue.Text>().Value.ShouldBe("anonymous");
    });

    private static ProsodyConfig Read(string text) => ProsodyConfig.Read(ConfigVariant.OfHostFile("", null, text).Texts);
}
