using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Worker.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class NextCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0.0, 54)]
    [InlineData(0.5, 60)]
    [InlineData(1.0, 66)]
    public void a_clean_check_comes_back_after_the_interval_give_or_take_a_tenth(double jitter, double seconds) =>
        NextCheck.After(Report(ReconcileOutcome.Checked), TestServer.Enrolled(), 0, Interval, jitter).TotalSeconds.ShouldBe(seconds, 0.001);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(5, 32)]
    [InlineData(6, 60)]
    [InlineData(1000, 60)]
    public void what_may_pass_by_itself_is_tried_again_sooner_and_ever_less_often(int failures, double seconds) =>
        After(Report(ReconcileOutcome.Unreachable, new("timed-out", "", Transient: true)), failures).TotalSeconds.ShouldBe(seconds, 0.001);

    [Fact]
    public void what_needs_a_person_waits_for_the_interval() =>
        After(Report(ReconcileOutcome.HostKeyChanged, new("host-key-changed", "", Transient: false)), 7).ShouldBe(Interval);

    [Fact]
    public void a_change_that_failed_is_tried_again_sooner() => After(Report(ReconcileOutcome.Checked), 1).TotalSeconds.ShouldBe(2, 0.001);

    [Fact]
    public void a_busy_package_manager_is_waited_for() =>
        After(Report(ReconcileOutcome.Postponed, new("host-dpkg-running", "", Transient: true)), 3).TotalSeconds.ShouldBe(10, 0.001);

    [Fact]
    public void a_host_that_changes_hands_at_its_console_is_seen_soon() =>
        After(Report(ReconcileOutcome.Refused, new("host-other-incarnation", "", Transient: false)), 7).TotalSeconds.ShouldBe(10, 0.001);

    [Fact]
    public void what_is_held_is_not_tried_again_before_its_time()
    {
        Hold hold = new(HoldKind.Host, "debugging", "root", Now, Now.AddHours(2));
        After(Report(ReconcileOutcome.Postponed, new("host-held", "", Transient: true)) with { Holds = [hold] }, 3).ShouldBe(Interval);
    }

    [Fact]
    public void a_suspension_that_ends_is_a_time_to_look()
    {
        var server = TestServer.Enrolled(later: new EnforcementSet(EnforcementMode.Suspended, Now.AddSeconds(7)));
        NextCheck.After(Report(ReconcileOutcome.Checked), server, 0, Interval, 0.5).TotalSeconds.ShouldBe(7, 0.001);
        var over = TestServer.Enrolled(later: new EnforcementSet(EnforcementMode.Suspended, Now.AddSeconds(-7)));
        NextCheck.After(Report(ReconcileOutcome.Checked), over, 0, Interval, 0.5).ShouldBe(Interval);
    }

    [Theory]
    [InlineData(ReconcileOutcome.Unreachable, Verdict.Unknown, 10)]
    [InlineData(ReconcileOutcome.Checked, Verdict.Open, 10)]
    [InlineData(ReconcileOutcome.Checked, Verdict.Locked, 60)]
    public void in_an_emergency_a_server_that_is_not_closed_is_soon_looked_at_again(ReconcileOutcome outcome, Verdict verdict, double seconds)
    {
        var server = InEmergency;
        FailureDetail? failure = outcome == ReconcileOutcome.Unreachable ? new("timed-out", "", Transient: true) : null;
        NextCheck.After(Report(outcome, failure) with { Verdict = verdict }, server, failure is null ? 0 : 1000, Interval, 0.5).TotalSeconds.ShouldBe(seconds, 0.001);
    }

    private static DesiredServer InEmergency => TestServer.Enrolled(
        later: new AccessModeSet(AccessMode.Members, Activation.InPlace, EvictSessions: true, Emergency: true)) with { Enforcement = EnforcementMode.Enforce };

    [Fact]
    public void an_emergency_hurries_nobody_where_only_a_person_can_go_on()
    {
        TimeSpan After(ReconcileReport report, DesiredServer server) => NextCheck.After(report with { Verdict = Verdict.Open }, server, 0, Interval, 0.5);
        var server = InEmergency;
        After(Report(ReconcileOutcome.HostKeyChanged, new("host-key-changed", "", Transient: false)), server).ShouldBe(Interval);
        After(Report(ReconcileOutcome.Checked) with { Holds = [new Hold(HoldKind.Paused, "debugging", "dana", Now)] }, server).ShouldBe(Interval);
        After(Report(ReconcileOutcome.Checked), server with { Enforcement = EnforcementMode.Observe }).ShouldBe(Interval);
    }

    [Fact]
    public void a_waiver_that_ends_is_a_time_to_look()
    {
        var server = TestServer.Enrolled(later: new DriftWaived(DriftKind.ServiceDown, null, Now.AddSeconds(7), "dana", "known"));
        NextCheck.After(Report(ReconcileOutcome.Checked), server, 0, Interval, 0.5).TotalSeconds.ShouldBe(7, 0.001);
        var over = TestServer.Enrolled(later: new DriftWaived(DriftKind.ServiceDown, null, Now.AddSeconds(-7), "dana", "known"));
        NextCheck.After(Report(ReconcileOutcome.Checked), over, 0, Interval, 0.5).ShouldBe(Interval);
    }

    private static TimeSpan After(ReconcileReport report, int failures) => NextCheck.After(report, TestServer.Enrolled(), failures, Interval, 0.5);

    private static ReconcileReport Report(ReconcileOutcome outcome, FailureDetail? failure = null) => new(
        Guid.Empty, 1, 1, 1, "w", Now, Now, outcome, false, null, null, Verdict.Unknown, "", [], [], [], [], [], null, failure, 0, null);
}
