using System.Collections.Immutable;
using Fleet.Domain;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Domain.Servers;

public sealed class SetCanaryTests
{
    private const string Why = "proves that drift is found";

    [Fact]
    public void a_server_becomes_a_canary_once_and_is_none_after_that_was_ended()
    {
        var server = Some.Fold([Some.Enrolled()]);
        Events(ServerDecider.SetCanary(server, others: 2, Why)).ShouldBe([new CanarySet()]);
        var canary = Some.Fold([Some.Enrolled(), new CanarySet()]);
        Events(ServerDecider.SetCanary(canary, others: 3, Why)).ShouldBeEmpty();
        Events(ServerDecider.EndCanary(canary)).ShouldBe([new CanaryEnded()]);
        Events(ServerDecider.EndCanary(server)).ShouldBeEmpty();
        Some.Fold([Some.Enrolled(), new CanarySet(), new CanaryEnded()]).Canary.ShouldBeFalse();
    }

    [Fact]
    public void a_fourth_one_is_refused_and_so_is_one_without_a_reason_or_that_is_retired()
    {
        var server = Some.Fold([Some.Enrolled()]);
        Refused(ServerDecider.SetCanary(server, others: 3, Why)).ShouldBeOfType<TooManyCanaries>().Text.ShouldContain("--off");
        Refused(ServerDecider.SetCanary(server, others: 0, " ")).ShouldBeOfType<CanaryWithoutReason>();
        var retired = Some.Fold([Some.Enrolled(), new ServerRetired()]);
        Refused(ServerDecider.SetCanary(retired, others: 0, Why)).ShouldBeOfType<ServerIsRetired>();
        Refused(ServerDecider.EndCanary(retired)).ShouldBeOfType<ServerIsRetired>();
    }

    private static ImmutableArray<IServerEvent> Events(Decision<IServerEvent> decision) => decision.ShouldBeOfType<Decision<IServerEvent>.Accepted>().Events;

    private static Refusal Refused(Decision<IServerEvent> decision) => decision.ShouldBeOfType<Decision<IServerEvent>.Refused>().Refusal;
}
