using CsCheck;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Epochs;

public sealed class LineageTests
{
    private const long Epoch = 1_900_000_000_000_000;
    private static readonly GrantedApply Granted = new(Epoch, 100);
    private static readonly Gen<GrantedApply> AnyGranted = Gen.Select(Gen.Long[0, 3], Gen.Long[0, 3], (e, f) => new GrantedApply(e, f));
    private static readonly Gen<AcceptedApply> AnyAccepted =
        Gen.Select(Gen.Long[0, 3].Nullable(), Gen.Long[0, 3].Nullable(), Gen.Long[0, 3], (e, g, f) => new AcceptedApply(e, g, f));

    [Theory]
    [InlineData(Epoch, 99)]
    [InlineData(Epoch, 100)]
    [InlineData(Epoch - 1, 101)]
    [InlineData(null, 100)]
    public void What_this_database_let_through_or_left_behind_is_no_news(long? epoch, long fence) =>
        Lineage.IsBehind(Granted, new(epoch, 9, fence)).ShouldBeFalse();

    [Theory]
    [InlineData(Epoch, 101)]
    [InlineData(Epoch + 1, 1)]
    [InlineData(null, 101)]
    public void What_it_never_let_through_was_another_database(long? epoch, long fence) =>
        Lineage.IsBehind(Granted, new(epoch, 1, fence)).ShouldBeTrue();

    [Fact]
    public void A_host_that_accepted_nothing_is_not_ahead() => Lineage.IsBehind(Granted, null).ShouldBeFalse();

    [Fact]
    public void Of_two_databases_that_know_a_host_at_most_one_is_not_behind_unless_they_know_the_same() =>
        Gen.Select(AnyGranted, AnyGranted).Sample((a, b) =>
        {
            var (ofA, ofB) = (new AcceptedApply(a.Epoch, 1, a.Fence), new AcceptedApply(b.Epoch, 1, b.Fence));
            (Lineage.IsBehind(a, ofB) && Lineage.IsBehind(b, ofA)).ShouldBeFalse();
            (!Lineage.IsBehind(a, ofB) && !Lineage.IsBehind(b, ofA)).ShouldBe(a == b);
        });

    [Fact]
    public void In_a_later_epoch_nothing_of_before_is_news() =>
        Gen.Select(AnyGranted, AnyAccepted).Sample((granted, accepted) =>
            Lineage.IsBehind(new(4, granted.Fence), accepted with { Epoch = accepted.Epoch ?? 0 }).ShouldBeFalse());

    [Fact]
    public void The_evidence_has_both_sides_with_their_times()
    {
        RestoredFromPast.Text(new(Epoch, Epoch + 1_000_000), new(Epoch, 9, Epoch + 61_000_000)).ShouldSatisfyAllConditions(
            t => t.ShouldContain($"fence {Epoch + 61_000_000} (2030-03-17T17:47:41Z"),
            t => t.ShouldContain("generation 9"),
            t => t.ShouldContain($"after fence {Epoch + 1_000_000} (2030-03-17T17:46:41Z"),
            t => t.ShouldContain("`fleet recover`"));
        Lineage.Evidence(new(Epoch, 7), new(Epoch + 60_000_000, 9, 8)).ShouldContain("epoch that began at 2030-03-17T17:47:40Z");
        Lineage.Evidence(new(Epoch, 7), new(null, null, 999_999_999_999_999_999)).ShouldContain("fence 999999999999999999 (999999999999999999)");
    }

    [Theory]
    [InlineData(HoldKind.RestoredFromPast, "restored from the past")]
    [InlineData(HoldKind.Copy, "is a copy")]
    public void The_hold_says_where_to_look(HoldKind kind, string what)
    {
        var hold = new Hold(kind, "meet-07 is ahead", "fleet", DateTimeOffset.UnixEpoch, Everywhere: true);

        HoldText.Of(hold, "meet-07").ShouldSatisfyAllConditions(
            t => t.ShouldContain(what), t => t.ShouldContain("meet-07 is ahead"), t => t.ShouldContain("`fleet recover` shows what would be undone"));
    }
}
