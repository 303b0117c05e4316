using Fleet.ControlPlane.Reconciling;
using Fleet.Domain.Reconciling;
using Fleet.Tests.Domain;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Reconciling;

public sealed class TroubleTests
{
    private static readonly DateTimeOffset At = Some.Now;
    private static readonly ReconcileReport Away = Failed(ReconcileOutcome.Unreachable, "timed-out");
    private static readonly ReconcileReport Broke = Failed(ReconcileOutcome.Failed, "worker-error");

    [Fact]
    public void Runs_that_fail_are_counted_from_the_first_and_one_that_ends_well_ends_it()
    {
        After(Away, Away, Away).ShouldBe(new Trouble(3, At.AddMinutes(1), 0));
        After(Away, Away, Some.Report()).ShouldBeNull();
        After(Away, Some.Report() with { Outcome = ReconcileOutcome.Postponed }).ShouldBe(new Trouble(1, At.AddMinutes(1), 0));
    }

    [Theory]
    [InlineData(ChangeResult.Failed, true)]
    [InlineData(ChangeResult.Restored, true)]
    [InlineData(ChangeResult.Skipped, false)]
    [InlineData(ChangeResult.Done, false)]
    public void A_change_that_was_not_made_is_a_failure_and_one_that_was_held_back_is_none(ChangeResult result, bool isTrouble) =>
        (After(Some.Report() with { Applied = [new(new Change.RestoreConfigLink(), result, null)] }) is not null).ShouldBe(isTrouble);

    [Theory]
    [InlineData("worker-error")]
    [InlineData("report-unusable")]
    [InlineData("ask-given-up")]
    public void What_breaks_Fleet_three_times_in_a_row_is_poison(string code)
    {
        var broke = Failed(ReconcileOutcome.Failed, code);
        After(broke, broke)!.IsPoison.ShouldBeFalse();
        After(broke, broke, broke)!.IsPoison.ShouldBeTrue();
        After(broke, broke, Away, broke)!.IsPoison.ShouldBeFalse();
    }

    [Fact]
    public void Runs_that_were_lost_are_told_when_they_are_poison() =>
        After(Failed(ReconcileOutcome.Failed, Trouble.RunLost))!.ShouldSatisfyAllConditions(t => t.IsPoison.ShouldBeTrue(), t => t.Times.ShouldBe(3));

    [Fact]
    public void Where_the_server_is_in_a_bad_way_nothing_is_poisoned_however_often() =>
        After([.. Enumerable.Repeat(Away, 20)])!.IsPoison.ShouldBeFalse();

    [Fact]
    public void The_next_try_is_told_within_what_the_database_lets_a_worker_say()
    {
        Next(TimeSpan.FromSeconds(32)).ShouldBe(At.AddSeconds(32));
        Next(TimeSpan.MaxValue).ShouldBe(At.AddHours(1));
        Next(TimeSpan.MinValue).ShouldBe(At);
        Next(null).ShouldBeNull();
    }

    private static DateTimeOffset? Next(TimeSpan? pause) => ServerStatus.After(null, Broke with { NextIn = pause }, "w1", At, 0).NextAt;

    private static Trouble? After(params ReconcileReport[] reports) => reports
        .Select((report, i) => (Report: report, At: At.AddMinutes(i + 1)))
        .Aggregate((Trouble?)null, (trouble, next) => Trouble.After(trouble, next.Report, next.At));

    private static ReconcileReport Failed(ReconcileOutcome outcome, string code) =>
        Some.Report() with { Outcome = outcome, Observation = null, Failure = new(code, "why", Transient: true) };
}
