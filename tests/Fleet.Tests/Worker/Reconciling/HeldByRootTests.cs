using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
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
        var answer = Refused("held", $"{Now.ToUnixTimeSeconds()}", postponed);
        var visit = VisitFailures.Of(answer);
        (visit.Outcome, visit.Failure!.Code, visit.Failure.Transient).ShouldBe((ReconcileOutcome.Postponed, "host-held", true));
        visit.Failure.Text.ShouldContain("until 2026-01-02T03:04:05Z");
        HeldByRoot.AsAnswered(answer, Now)!.Value.ShouldHaveSingleItem().ShouldSatisfyAllConditions(h => h.Kind.ShouldBe(HoldKind.Host), h => h.Until.ShouldBe(Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("later")]
    [InlineData("9999999999999999")]
    public void an_end_that_is_no_time_is_none(string detail) =>
        HeldByRoot.AsAnswered(Refused("held", detail, true), Now)!.Value.Single().Until.ShouldBeNull();

    [Fact]
    public void another_refusal_is_no_hold() => HeldByRoot.AsAnswered(Refused("stale", "1", false), Now).ShouldBeNull();

    private static HostAnswer<ApplyReply> Refused(string code, string detail, bool postponed) =>
        new HostAnswer<ApplyReply>.Refused(new HostRefusal(code, detail, postponed, new("0.3.0", "aa")));
}
