using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Reconciling;

public sealed class UntestedVersionTests
{
    private static readonly DesiredServer Locked = Some.Server(Some.Enforced, Some.Lockdown);

    [Fact]
    public void A_server_with_an_untested_Prosody_is_looked_at_and_not_changed()
    {
        var plan = Planner.Plan(Locked, Open("13.1.0"));
        plan.Changes.ShouldBeEmpty();
        plan.Withheld.ShouldNotBeEmpty();
        plan.Blockers[0].Reason.ShouldBe(BlockReason.UntestedVersion);
        plan.Blockers[0].Text.ShouldContain("`fleet servers version accept name=meet-07 13.1.0 --reason TEXT`");
        var drift = Diff.Between(Locked, Open("13.1.0"), null, Some.Now).Single(d => d.Kind == DriftKind.UntestedVersion);
        (drift.IsQuiet, drift.Severity).ShouldBe((false, DriftSeverity.High));
    }

    [Fact]
    public void An_accepted_version_is_managed_and_a_later_one_is_not()
    {
        var accepted = Some.After(Locked, Accepted(ServerDecider.Accept(Locked, new("13.1.0", "tried"))));
        Planner.Plan(accepted, Open("13.1.0")).Changes.ShouldNotBeEmpty();
        Diff.Between(accepted, Open("13.1.0"), null, Some.Now).ShouldNotContain(d => d.Kind == DriftKind.UntestedVersion);
        Planner.Plan(accepted, Open("13.1.1")).Changes.ShouldBeEmpty();
        Planner.Plan(accepted, Open(null)).Changes.ShouldBeEmpty();
        Accepted(ServerDecider.Accept(accepted, new("13.1.0", "again"))).ShouldBeEmpty();
    }

    [Fact]
    public void An_acceptance_needs_a_version_and_a_reason()
    {
        Refused<ProsodyVersionInvalid>(ServerDecider.Accept(Locked, new("13.1 or later", "tried")));
        Refused<ProsodyVersionInvalid>(ServerDecider.Accept(Locked, new("", "tried")));
        Refused<AcceptanceWithoutReason>(ServerDecider.Accept(Locked, new("13.1.0", null)));
        Refused<ServerIsRetired>(ServerDecider.Accept(Some.Server(new ServerRetired()), new("13.1.0", "tried")));
    }

    private static Observation Open(string? version)
    {
        var host = Some.Observation("jitsi-anonymous");
        return host with { Host = host.Host with { ProsodyVersion = version, ProsodyTested = false } };
    }
}
