using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Tests.Domain;
using Fleet.Worker.Reconciling;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Worker.Reconciling;

public sealed class HeldByRootTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void a_host_that_root_holds_is_postponed_and_no_failure(bool postponed)
    {
        var visit = VisitFailures.Of(Refused("held", $"{Now.ToUnixTimeSeconds()}", postponed));
        (visit.Outcome, visit.Failure!.Code, visit.Failure.Transient).ShouldBe((ReconcileOutcome.Postponed, "host-held", true));
        visit.Failure.Text.ShouldContain("until 2026-01-02T03:04:05Z");
    }

    [Fact]
    public void it_is_seen_as_held_since_it_was_first_answered()
    {
        var (first, later) = (Told($"{Now.ToUnixTimeSeconds()}", null, Now.AddHours(-2)), Now.AddHours(-1));
        var hold = first.Observation!.Host.Hold!;
        (hold.Since, hold.Until).ShouldBe((Now.AddHours(-2), Now));
        first.Holds!.Value.ShouldHaveSingleItem().Kind.ShouldBe(HoldKind.Host);
        Told($"{Now.ToUnixTimeSeconds()}", hold, later).Observation!.Host.Hold.ShouldBe(hold);
        Told($"{Now.AddHours(1).ToUnixTimeSeconds()}", hold, later).Observation!.Host.Hold!.Since.ShouldBe(later);
    }

    [Theory]
    [InlineData("")]
    [InlineData("later")]
    [InlineData("9999999999999999")]
    public void an_end_that_is_no_time_is_none(string detail) => Told(detail, null, Now).Observation!.Host.Hold!.Until.ShouldBeNull();

    [Fact]
    public void in_protocol_2_the_host_says_by_whom_and_why()
    {
        var answer = new HostAnswer<ApplyReply>.Held(new(Now.AddHours(-2), Now, HostHoldKind.Lock, "dana", "abuse\u001b[31m"), new("0.3.0", "aa"));
        var told = HeldByRoot.Told(VisitFailures.Of(answer) with { Observation = Some.Observation() }, answer, null, Now);
        (told.Outcome, told.Failure!.Code, told.Failure.Transient).ShouldBe((ReconcileOutcome.Postponed, "host-held", true));
        told.Failure.Text.ShouldBe("root holds the host itself until 2026-01-02T03:04:05Z, by dana (abuse\\u001b[31m): nothing was changed");
        told.Observation!.Host.Hold.ShouldBe(new("abuse\\u001b[31m", "dana", Now.AddHours(-2), Now, Locked: true));
        told.Holds!.Value.ShouldHaveSingleItem().Kind.ShouldBe(HoldKind.HostLocked);
    }

    [Fact]
    public void another_refusal_is_no_hold() => HeldByRoot.Told(Seen, Refused("stale", "1", false), null, Now).ShouldBe(Seen);

    private static readonly Visit Seen = new(ReconcileOutcome.Postponed, null, Some.Observation());

    private static Visit Told(string detail, Fleet.Domain.Reconciling.HostHold? known, DateTimeOffset now) =>
        HeldByRoot.Told(Seen, Refused("held", detail, true), known, now);

    private static HostAnswer<ApplyReply> Refused(string code, string detail, bool postponed) =>
        new HostAnswer<ApplyReply>.Refused(new HostRefusal(code, detail, postponed, new("0.3.0", "aa")));
}
