using CsCheck;
using Fleet.Domain.Operators;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Operators;

public sealed class OperatorDeciderTests
{
    private static readonly DateTimeOffset Expires = Some.Now.AddDays(90);
    private static readonly Operator Dana = new(Some.Id(1), "dana", Expires, Revoked: false, Version: 1);

    [Fact]
    public void An_operator_has_a_name_and_an_end()
    {
        Accepted(OperatorDecider.Add(Dana.Id, "dana", Expires, taken: false, Some.Now))
            .ShouldBe([new OperatorAdded(Dana.Id, "dana", Expires)]);
        Refused<OperatorNameTaken>(OperatorDecider.Add(Dana.Id, "dana", Expires, taken: true, Some.Now));
        Refused<OperatorExpiryInvalid>(OperatorDecider.Add(Dana.Id, "dana", Some.Now, taken: false, Some.Now));
        Refused<OperatorExpiryInvalid>(OperatorDecider.Add(Dana.Id, "dana", Some.Now.AddDays(367), taken: false, Some.Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Dana")]
    [InlineData("@dana")]
    [InlineData("=cmd()")]
    [InlineData("a b")]
    public void Another_name_is_refused(string name) =>
        Refused<OperatorNameInvalid>(OperatorDecider.Add(Dana.Id, name, Expires, taken: false, Some.Now));

    [Fact]
    public void The_last_operator_is_not_revoked()
    {
        Accepted(OperatorDecider.Revoke(Dana, othersRemain: true)).ShouldBe([new OperatorRevoked()]);
        Accepted(OperatorDecider.Revoke(Dana with { Revoked = true }, othersRemain: false)).ShouldBeEmpty();
        Refused<OperatorIsLast>(OperatorDecider.Revoke(Dana, othersRemain: false));
    }

    [Fact]
    public void A_token_is_valid_until_its_end_or_revocation()
    {
        Dana.IsValidAt(Some.Now).ShouldBeTrue();
        Dana.IsValidAt(Expires).ShouldBeFalse();
        (Dana with { Revoked = true }).IsValidAt(Some.Now).ShouldBeFalse();
    }

    [Fact]
    public void Evolve_takes_known_events_in_any_order()
    {
        IOperatorEvent[] known = [new OperatorAdded(Dana.Id, "dana", Expires), new OperatorRevoked()];
        Gen.Int[0, 1].Array[0, 10].Sample(order => order.Index().Aggregate((Operator?)null, (o, e) =>
            Operator.Evolve(o, known[e.Item], e.Index + 1))?.Version.ShouldBe((long)order.Length));
    }
}
