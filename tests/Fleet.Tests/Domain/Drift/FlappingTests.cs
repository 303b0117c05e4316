using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Drift;

public sealed class FlappingTests
{
    private static readonly DriftItem Open = new(DriftLayer.OnDisk, DriftKind.AccessMode, DriftSeverity.Critical, "provider", "open");
    private static readonly DriftKey Key = Open.Key;

    [Fact]
    public void The_third_repair_within_an_hour_is_the_last()
    {
        var condition = Repaired(Settled(), times: 2, TimeSpan.FromMinutes(10));
        condition.Restraints.LeavesAlone(Key, 2).ShouldBeFalse();
        var events = ConditionDecider.Decide(condition, Repair(Some.Now.AddMinutes(20)), 0);
        events.ShouldContain(new DriftFlapping(DriftKind.AccessMode, "provider", 3, 2));
        events.Aggregate(condition, Condition.Evolve).Restraints.LeavesAlone(Key, 2).ShouldBeTrue();
    }

    [Fact]
    public void Repairs_that_are_hours_apart_are_not_flapping() =>
        Repaired(Settled(), times: 10, TimeSpan.FromMinutes(31)).HeldRepairs.ShouldBeEmpty();

    [Fact]
    public void Repairs_of_different_things_are_counted_apart()
    {
        var condition = Repaired(Settled(), times: 2, TimeSpan.FromMinutes(1));
        var alice = Open with { Kind = DriftKind.UserMissing, Subject = "alice" };
        var put = new AppliedChange(new Change.PutAccount("alice", Some.Id(50), DriftKind.UserMissing), ChangeResult.Done, null);
        ConditionDecider.Decide(condition, Repair(Some.Now.AddMinutes(3)) with { Found = [alice], Applied = [put] }, 0)
            .ShouldNotContain(e => e is DriftFlapping);
    }

    [Fact]
    public void The_next_command_starts_repairs_again()
    {
        var held = Repaired(Settled(), times: 3, TimeSpan.FromMinutes(1));
        held.Restraints.LeavesAlone(Key, 3).ShouldBeFalse();
        var commanded = Some.Report(generation: 3);
        ConditionDecider.Decide(held, commanded, 0).Aggregate(held, Condition.Evolve).HeldRepairs.ShouldBeEmpty();
    }

    [Fact]
    public void What_commands_change_is_no_repair()
    {
        var condition = Settled();
        for (var generation = 3; generation < 10; generation++)
        {
            condition = After(condition, Repair(Some.Now) with { Generation = generation });
        }

        condition.HeldRepairs.ShouldBeEmpty();
    }

    private static Condition Settled() => After(Condition.Initial, Some.Report());

    private static Condition Repaired(Condition condition, int times, TimeSpan apart) =>
        Enumerable.Range(0, times).Aggregate(condition, (c, i) => After(c, Repair(Some.Now + (apart * i))));

    private static ReconcileReport Repair(DateTimeOffset at) => Some.Report() with
    {
        FinishedAt = at, Outcome = ReconcileOutcome.Changed, Found = [Open],
        Applied = [new(new Change.SetProvider("anonymous", "internal_hashed"), ChangeResult.Done, null)],
    };

    private static Condition After(Condition condition, ReconcileReport report) =>
        ConditionDecider.Decide(condition, report, 0).Aggregate(condition, Condition.Evolve);
}
