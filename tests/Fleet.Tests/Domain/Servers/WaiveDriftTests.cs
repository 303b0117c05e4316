using System.Collections.Immutable;
using Fleet.Domain;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;
using Shouldly;
using Xunit;
using static Fleet.Tests.Domain.Outcomes;

namespace Fleet.Tests.Domain.Servers;

public sealed class WaiveDriftTests
{
    private static readonly DateTimeOffset Tomorrow = Some.Now.AddDays(1);
    private static readonly WaiveDrift Down = new(DriftKind.ServiceDown, "jicofo", Tomorrow, "dana", "new disk, ticket 4711");
    private static readonly DriftWaived Told = new(DriftKind.ServiceDown, "jicofo", Tomorrow, "dana", "new disk, ticket 4711");

    [Fact]
    public void A_waiver_is_told_once_and_a_longer_one_takes_its_place()
    {
        Accepted(Waive(Some.Server(), Down)).ShouldBe([Told]);
        Accepted(Waive(Some.Server(Told), Down)).ShouldBeEmpty();
        var longer = Some.After(Some.Server(Told), Accepted(Waive(Some.Server(Told), Down with { Until = Tomorrow.AddDays(1) })));
        longer.Waivers.ShouldHaveSingleItem().Until.ShouldBe(Tomorrow.AddDays(1));
    }

    [Theory]
    [InlineData(DriftKind.OpenFromOutside, "fleet servers access name=meet-07 open")]
    [InlineData(DriftKind.AccessMode, "fleet plan repair name=meet-07")]
    [InlineData(DriftKind.NotInForce, "fleet plan repair name=meet-07")]
    [InlineData(DriftKind.GuestHost, "fleet plan repair name=meet-07")]
    [InlineData(DriftKind.RegistrationOpen, "fleet plan repair name=meet-07")]
    [InlineData(DriftKind.HostKey, "fleet servers replace meet-07")]
    [InlineData(DriftKind.HostIdentity, "fleet servers replace meet-07")]
    [InlineData(DriftKind.OtherOwner, "fleet servers retire meet-07")]
    [InlineData(DriftKind.UserReturned, "fleet servers accounts report name=meet-07")]
    [InlineData(DriftKind.Unreachable, "fleet servers enforcement name=meet-07 suspend")]
    [InlineData(DriftKind.UntestedVersion, "fleet servers version accept name=meet-07")]
    public void What_lets_somebody_in_or_is_not_known_is_refused_with_what_to_do_instead(DriftKind kind, string instead)
    {
        var refusal = Refused<DriftNotWaivable>(Waive(Some.Server(), Down with { Kind = kind }));
        (refusal.Code, refusal.Text.Contains(instead, StringComparison.Ordinal)).ShouldBe(("drift-not-waivable", true), refusal.Text);
    }

    [Fact]
    public void A_waiver_needs_an_end_that_is_to_come_and_soon_enough_and_a_reason_and_an_owner()
    {
        Refused<WaiverEndPassed>(Waive(Some.Server(), Down with { Until = Some.Now }));
        Refused<WaiverTooLong>(Waive(Some.Server(), Down with { Until = Some.Now.AddDays(91) }));
        Refused<WaiverWithoutReason>(Waive(Some.Server(), Down with { Reason = " " }));
        Refused<WaiverOwnerInvalid>(Waive(Some.Server(), Down with { Owner = "bell\u0007" }));
        Refused<WaiverSubjectInvalid>(Waive(Some.Server(), Down with { Subject = "" }));
        Refused<ServerIsRetired>(Waive(Some.Server(new ServerRetired()), Down));
    }

    [Fact]
    public void Only_what_is_waived_can_be_unwaived()
    {
        Accepted(ServerDecider.Unwaive(Some.Server(Told), DriftKind.ServiceDown, "jicofo"))
            .ShouldBe([new DriftWaiverEnded(DriftKind.ServiceDown, "jicofo")]);
        Refused<DriftNotWaived>(ServerDecider.Unwaive(Some.Server(Told), DriftKind.ServiceDown, null)).Text
            .ShouldContain("fleet drift name=meet-07");
    }

    [Fact]
    public void A_reverted_waiver_is_as_it_was_before()
    {
        DriftWaiverEnded ended = new(DriftKind.ServiceDown, "jicofo");
        Accepted(Revert([], [Told])).ShouldBe([ended]);
        Accepted(Revert([Told], [ended])).ShouldBe([Told]);
        Accepted(Revert([Told with { Until = Some.Now }], [ended])).ShouldBe([ended]);
        Accepted(Revert([Told], [Told with { Until = Tomorrow.AddDays(1) }])).ShouldBe([Told]);
    }

    private static Decision<IServerEvent> Waive(DesiredServer server, WaiveDrift command) => ServerDecider.Waive(server, command, Some.Now);

    private static Decision<IServerEvent> Revert(IServerEvent[] before, IServerEvent[] command) => ServerDecider.Revert(
    [
        .. before.Prepend(Some.Enrolled()).Select((e, i) => new RecordedEvent<IServerEvent>(e, i + 1, Some.Id(900), "dana", Some.Now)),
        .. command.Select((e, i) => new RecordedEvent<IServerEvent>(e, before.Length + i + 2, Some.Command, "dana", Some.Now)),
    ], Some.Command, Some.Now);
}
