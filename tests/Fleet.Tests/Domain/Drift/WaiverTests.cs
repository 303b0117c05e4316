using CsCheck;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Drift;

public sealed class WaiverTests
{
    private const int Runs = 500;
    private static readonly DateTimeOffset Tomorrow = Some.Now.AddDays(1);
    private static readonly WaiveDrift Missing = new(DriftKind.UserMissing, "alice", Tomorrow, "dana", "on leave");
    private static readonly AccountGranted Alice = new(Some.Id(1), "alice", Some.Id(50));
    private static readonly AccountGranted Bob = new(Some.Id(2), "bob", Some.Id(51));

    [Fact]
    public void A_waived_drift_is_told_as_such_and_not_repaired_and_all_other_drift_is()
    {
        var server = Some.Server(Some.Enforced, Some.Lockdown, Alice, Bob, Waived(Missing));
        Drift(server, Some.Now).ShouldBe([("alice", true), ("bob", false)]);
        var plan = Planner.Plan(server, Some.Observation());
        plan.Changes.ShouldBe([new Change.PutAccount("bob", Some.Id(51), DriftKind.UserMissing)]);
        var blocker = plan.Blockers.ShouldHaveSingleItem();
        (blocker.Reason, blocker.Subject).ShouldBe((BlockReason.Waived, "alice"));
        blocker.Text.ShouldContain("waived by dana until 2030-02-01T22:00:00Z (on leave)");
        blocker.Text.ShouldContain("`fleet drift unwaive meet-07 user-missing --subject alice`");
    }

    [Fact]
    public void It_ends_by_itself_and_by_a_command()
    {
        var server = Some.Server(Some.Enforced, Some.Lockdown, Alice, Waived(Missing));
        Drift(server, Tomorrow).ShouldBe([("alice", false)]);
        Planner.Plan(server, Some.Observation() with { ObservedAt = Tomorrow }).Changes.Length.ShouldBe(1);
        var ended = Accepted(ServerDecider.Unwaive(server, DriftKind.UserMissing, "alice"));
        Drift(Some.After(server, ended), Some.Now).ShouldBe([("alice", false)]);
    }

    [Fact]
    public void What_is_commanded_later_is_carried_out()
    {
        var server = Some.Server(Some.Enforced, Some.Lockdown, Alice, Waived(Missing));
        var commanded = Some.After(server, [new AccountCredentialSet(Some.Id(1), "alice", Some.Id(52))]);
        Planner.Plan(commanded, Some.Observation()).Changes.Length.ShouldBe(1);
        var sessions = Some.Server(Some.Enforced, Some.Lockdown, Waived(Missing with { Kind = DriftKind.OldSessions, Subject = null }));
        sessions.WaiverOf(new(DriftKind.OldSessions, "sessions"), Some.Now).ShouldNotBeNull();
        Some.After(sessions, [Some.Lockdown with { EvictSessions = true }])
            .WaiverOf(new(DriftKind.OldSessions, "sessions"), Some.Now).ShouldBeNull();
    }

    [Fact]
    public void Another_machine_has_no_waivers() =>
        Some.Server(Waived(Missing), new ServerReplaced(null, 2)).WaiverOf(new(DriftKind.UserMissing, "alice"), Some.Now).ShouldBeNull();

    [Fact]
    public void A_waiver_hides_nothing_of_another_kind_or_subject_nor_after_its_end_nor_what_cannot_be_waived() =>
        Gen.Select(Any.ServerEvents, Gen.Enum<DriftKind>(), Gen.OneOf(null, "alice", "prosody"), Any.Time, Any.Observation, Any.Time)
            .Sample((events, kind, subject, until, host, now) =>
        {
            var plain = Some.Fold([Some.Enrolled(), .. events.Where(e => e is not DriftWaived)]) with { Retired = false };
            var waived = Some.After(plain, [new DriftWaived(kind, subject, until, "dana", "known")]);
            var (before, after) = (Diff.Between(plain, host, null, now), Diff.Between(waived, host, null, now));
            after.Select(d => d with { Waived = false }).ShouldBe(before);
            after.Where(d => d.Waived).ShouldAllBe(d =>
                d.Kind == kind && (subject == null || d.Subject == subject) && now < until && Waivable.WhyNot(kind) == null);
        }, iter: Runs);

    [Fact]
    public void A_waiver_keeps_no_other_repair_from_being_made() =>
        Gen.Select(Any.Server, Gen.Enum<DriftKind>(), Gen.OneOf(null, "alice", "prosody"), Any.Observation).Sample((server, kind, subject, host) =>
        {
            var plain = server with { Waivers = [] };
            var waived = Some.After(plain, [new DriftWaived(kind, subject, Tomorrow, "dana", "known")]);
            var (before, after) = (Planner.Plan(plain, host).Changes, Planner.Plan(waived, host).Changes);
            before.Except(after).ShouldAllBe(c => waived.WaiverOf(c.Repairs, Some.Now) != null);
            after.Except(before).ShouldBeEmpty();
        }, iter: Runs);

    [Fact]
    public void A_server_whose_only_drift_is_waived_is_as_desired_until_the_end()
    {
        var item = new DriftItem(DriftLayer.OnDisk, DriftKind.UserMissing, DriftSeverity.High, "alice", "gone");
        var found = Fold(Condition.Initial, Report(item, 10));
        var waived = Fold(found, Report(item with { Waived = true }, 11));
        (found.Converged, waived.Converged, waived.Drift.ShouldHaveSingleItem().Item.Waived).ShouldBe((false, true, true));
        ConditionDecider.Decide(waived, Report(item with { Waived = true }, 12), 11).ShouldBeEmpty();
        var events = ConditionDecider.Decide(waived, Report(item, 12), 11);
        events.ShouldHaveSingleItem().ShouldBeOfType<DriftDetected>().Drift.ShouldBe(item);
        Fold(waived, Report(item, 12)).Converged.ShouldBeFalse();
    }

    private static Condition Fold(Condition condition, ReconcileReport report) =>
        ConditionDecider.Decide(condition, report, report.Fence - 1).Aggregate(condition, Condition.Evolve);

    private static ReconcileReport Report(DriftItem item, long fence) => Some.Report(fence: fence) with { Found = [item], Drift = [item] };

    private static (string Subject, bool Waived)[] Drift(DesiredServer server, DateTimeOffset now) =>
        [.. Diff.Between(server, Some.Observation(), null, now).Where(d => d.Kind == DriftKind.UserMissing).Select(d => (d.Subject, d.Waived))];

    private static DriftWaived Waived(WaiveDrift waive) => new(waive.Kind, waive.Subject, waive.Until, waive.Owner, waive.Reason!);
}
