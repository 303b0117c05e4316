using CsCheck;
using Fleet.Cli.Output;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Output;

public sealed class CsvTests
{
    private const string Formula = "=+-@";

    [Theory]
    [InlineData("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\"")]
    [InlineData("@SUM(1)", "\"'@SUM(1)\"")]
    [InlineData("  -1+1", "\"  '-1+1\"")]
    [InlineData("＝1+1", "\"'＝1+1\"")]
    [InlineData("a;=1+1", "\"a;'=1+1\"")]
    [InlineData("x\",=1+1", "\"x\"\",'=1+1\"")]
    [InlineData("a\t=1", "\"a\\u{9}=1\"")]
    [InlineData("a\n=1", "\"a\\n=1\"")]
    public void A_formula_stays_text(string field, string written) => Csv.Row(field).ShouldBe(written);

    [Theory]
    [InlineData("2025-11-23T12:00:00Z")]
    [InlineData("meet-1, meet-2")]
    [InlineData("a@b")]
    public void What_is_no_formula_is_not_touched(string field) => Csv.Row(field).ShouldBe($"\"{field}\"");

    [Fact]
    public void Missing_fields_keep_their_place() => Csv.Row("a", null, "c").ShouldBe("\"a\",\"\",\"c\"");

    // Whether the reader parts cells at commas, semicolons or tabs, and whether it knows quotes or not.
    [Fact]
    public void No_cell_of_any_reader_begins_a_formula() => Gen.String[Gen.Char["=+-@;, \"'\ta1\n"]].Array[1, 4].Sample(fields =>
        Csv.Row(fields).Split(',', ';', '\t').All(cell => cell.TrimStart('"', ' ') is not { Length: > 0 } text || !Formula.Contains(text[0])));
}
