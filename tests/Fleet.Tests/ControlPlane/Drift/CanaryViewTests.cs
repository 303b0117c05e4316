using Fleet.ControlPlane.Drift;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Fleet.Tests.Domain;
using Shouldly;
using Xunit;

namespace Fleet.Tests.ControlPlane.Drift;

public sealed class CanaryViewTests
{
    private static readonly DateTimeOffset Found = Some.Now.AddMinutes(-12);

    [Fact]
    public void what_was_found_is_told_with_its_time()
    {
        Of(new(Found, null), Some.Enforced).ShouldBe(new(Found, null, "planted drift was last found 2030-01-31T21:48:00Z"));
        Of(new(null, null), Some.Enforced).Text.ShouldBe("no planted drift was found yet");
    }

    [Theory]
    [InlineData(PlantBlock.HostProgram, "host-program", "fleet servers prepare meet-07")]
    [InlineData(PlantBlock.Refused, "refused", "the log of worker")]
    public void what_the_worker_found_in_the_way_is_told_with_what_to_do(PlantBlock block, string blocked, string next)
    {
        var canary = Of(new(Found, block), Some.Enforced);
        (canary.FoundAt, canary.Blocked).ShouldBe((Found, blocked));
        canary.Text.ShouldContain(next);
    }

    [Fact]
    public void what_is_known_without_a_worker_goes_before()
    {
        Of(new(Found, PlantBlock.HostProgram)).Text.ShouldContain("fleet servers enforcement name=meet-07 enforce");
        var held = Picture(Some.Enforced) with { Holds = [new(HoldKind.Paused, "why", "dana", Some.Now)] };
        CanaryView.Of(held, new(Found, null), Some.Now).Blocked.ShouldBe("held");
    }

    private static Fleet.Contracts.Api.CanaryInfo Of(CanaryView.Told told, params IServerEvent[] events) => CanaryView.Of(Picture(events), told, Some.Now);

    private static ServerPicture Picture(params IServerEvent[] events)
    {
        var server = Some.Fold([Some.Enrolled(), new CanarySet(), .. events]);
        return new(server, null, ServerCondition.Initial(server.Id));
    }
}
