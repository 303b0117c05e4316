using System.Collections.Immutable;
using CsCheck;
using Fleet.Domain.Selectors;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Selectors;

public sealed class SelectorTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["env"] = "prod", ["region"] = "eu", ["example.com/tier"] = "1" };

    [Theory]
    [InlineData("all", true)]
    [InlineData(" all ", true)]
    [InlineData("env=prod", true)]
    [InlineData("env==prod", true)]
    [InlineData("env=test", false)]
    [InlineData("env!=prod", false)]
    [InlineData("env!=test", true)]
    [InlineData("zone!=a", true)]
    [InlineData("zone=a", false)]
    [InlineData("region in (eu,us)", true)]
    [InlineData("region in ( us , ap )", false)]
    [InlineData("region notin (eu)", false)]
    [InlineData("zone notin (a,b)", true)]
    [InlineData("env", true)]
    [InlineData("canary", false)]
    [InlineData("!canary", true)]
    [InlineData("! env", false)]
    [InlineData("name=meet-07", true)]
    [InlineData("name!=meet-07", false)]
    [InlineData("name in (meet-07,meet-08)", true)]
    [InlineData("example.com/tier=1", true)]
    [InlineData("env=prod,region in (eu,us),!canary", true)]
    [InlineData("env=prod,region=us", false)]
    [InlineData("in=x", false)]
    [InlineData("allow", false)]
    public void Says_which_servers_are_meant(string text, bool matches) =>
        Accepted(Selector.Parse(text)).Matches("meet-07", Labels).ShouldBe(matches);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_one_is_refused(string? text) => Refused<SelectorEmpty>(Selector.Parse(text)).Text.ShouldContain("`all`");

    [Theory]
    [InlineData("env=", 5)]
    [InlineData("env=prod,", 10)]
    [InlineData(",env", 1)]
    [InlineData("env=prod region=eu", 10)]
    [InlineData("env = (a)", 7)]
    [InlineData("region in eu", 11)]
    [InlineData("region in (eu", 14)]
    [InlineData("region in ()", 12)]
    [InlineData("region near (eu)", 8)]
    [InlineData("env!prod", 5)]
    [InlineData("!name", 6)]
    [InlineData("name", 5)]
    [InlineData("-env=x", 1)]
    [InlineData("env=a;b", 6)]
    [InlineData("all,env=prod,", 14)]
    public void An_unreadable_one_says_where_and_how(string text, int position)
    {
        var refusal = Refused<SelectorUnreadable>(Selector.Parse(text));
        refusal.Position.ShouldBe(position);
        refusal.Text.ShouldContain("Example: `env=prod");
    }

    [Fact]
    public void A_very_long_one_is_refused() => Refused<SelectorTooLong>(Selector.Parse("env in (" + new string('a', 1024) + ")"));

    [Fact]
    public void What_is_printed_parses_to_the_same()
    {
        var word = Gen.String[Gen.Char["abzAZ059-_."], 1, 8].Where(LabelSyntax.IsValue);
        var values = word.Array[1, 3].Select(v => v.ToImmutableArray());
        var term = Gen.OneOf(
            Gen.Select(word, values, (k, v) => new SelectorTerm(k, SelectorOperator.In, v)),
            Gen.Select(word, values, (k, v) => new SelectorTerm(k, SelectorOperator.NotIn, v)),
            word.Select(k => new SelectorTerm(k, SelectorOperator.Exists, [])),
            word.Select(k => new SelectorTerm(k, SelectorOperator.DoesNotExist, [])));
        term.Array[0, 5].Where(terms => terms is not [{ Key: "all", Operator: SelectorOperator.Exists }]).Sample(terms =>
        {
            var selector = Selector.Of([.. terms]);
            var again = Accepted(Selector.Parse(selector.ToString()));
            again.ToString().ShouldBe(selector.ToString());
            again.Terms.Zip(selector.Terms).ShouldAllBe(t =>
                t.First.Key == t.Second.Key && t.First.Operator == t.Second.Operator && t.First.Values.SequenceEqual(t.Second.Values));
        });
    }

    [Fact]
    public void Whatever_is_typed_is_read_or_refused_in_clear_text() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["env=!(), in"], 0, 20]).Sample(text =>
    {
        if (!Selector.Parse(text).TryGet(out var selector, out var refusal))
        {
            refusal.Text.ShouldAllBe(c => !char.IsControl(c));
            return;
        }

        Accepted(Selector.Parse(selector.ToString())).ToString().ShouldBe(selector.ToString());
    });
}
