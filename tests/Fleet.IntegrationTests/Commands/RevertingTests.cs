using Fleet.Contracts.Api;
using Fleet.Domain.Servers;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Commands;

[Collection(ControlPlaneCollection.Name)]
public sealed class RevertingTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_server_goes_back_to_its_own_access_mode_and_what_was_not_changed_stays()
    {
        var (open, guests, members, none) = (
            await fleet.Enrolled("back-01", ("back", "yes")), await fleet.Enrolled("back-02", ("back", "yes")), await fleet.Enrolled("back-03", ("back", "yes")),
            await fleet.Enrolled("back-04", ("back", "yes")));
        await fleet.Access("name=back-01", "open");
        await fleet.Access("name=back-02", "guests");
        await fleet.Access("name=back-03", "members");
        var before = (await fleet.Desired(members)).Generation;
        var locked = await fleet.Access("back=yes", "members");
        await fleet.Access("name=back-03", "guests");

        var reverted = await fleet.Client.Commands.Revert(locked.CommandId, Key(), Stop);

        reverted.Servers.Select(s => (s.Name, s.Outcome)).ShouldBe(
            [("back-01", CommandOutcome.Accepted), ("back-02", CommandOutcome.Accepted), ("back-04", CommandOutcome.Refused)], ignoreOrder: true);
        (await fleet.Desired(open)).AccessMode.ShouldBe(AccessMode.Open);
        (await fleet.Desired(guests)).AccessMode.ShouldBe(AccessMode.Guests);
        ((await fleet.Desired(members)).AccessMode, (await fleet.Desired(members)).Generation).ShouldBe((AccessMode.Guests, before + 1));
        (await fleet.Desired(none)).AccessMode.ShouldBe(AccessMode.Members);
    }

    [Fact]
    public async Task Each_server_goes_back_to_its_own_enforcement_a_suspension_with_its_end()
    {
        var (enforced, observed, suspended) = (
            await fleet.Enrolled("force-01", ("force", "yes")), await fleet.Enrolled("force-02", ("force", "yes")), await fleet.Enrolled("force-03", ("force", "yes")));
        var until = DateTimeOffset.UtcNow.AddDays(1);
        await fleet.Enforcement("name=force-01", "enforce");
        await fleet.Client.Servers.SetEnforcement(new("name=force-03", "suspended", until), Key("packages"), Stop);
        var all = await fleet.Enforcement("force=yes", "enforce");
        (await fleet.Desired(suspended)).Enforcement.ShouldBe(EnforcementMode.Enforce);

        await fleet.Client.Commands.Revert(all.CommandId, Key(), Stop);

        (await fleet.Desired(enforced)).Enforcement.ShouldBe(EnforcementMode.Enforce);
        (await fleet.Desired(observed)).Enforcement.ShouldBe(EnforcementMode.Observe);
        var back = await fleet.Desired(suspended);
        (back.Enforcement, back.EnforcementAfterSuspension).ShouldBe((EnforcementMode.Suspended, EnforcementMode.Observe));
        back.SuspendedUntil!.Value.ShouldBe(until, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task A_users_servers_are_resolved_anew_by_the_selector_and_the_labels_of_now()
    {
        var (stays, leaves, joins) = (
            await fleet.Enrolled("again-11", ("tier", "a")), await fleet.Enrolled("again-12", ("tier", "a")), await fleet.Enrolled("again-13", ("tier", "b")));
        await fleet.Register("revert-rita", "tier=a");
        var selected = await fleet.Client.Users.Select("revert-rita", "tier=b", Key(), Stop);
        (await Has(stays), await Has(leaves), await Has(joins)).ShouldBe((false, false, true));
        await fleet.Client.Servers.Relabel("again-12", new(new Dictionary<string, string> { ["tier"] = "c" }, []), Key(), Stop);
        var relabeled = await fleet.Client.Servers.Relabel("again-13", new(new Dictionary<string, string> { ["tier"] = "a" }, []), Key(), Stop);

        await fleet.Client.Commands.Revert(selected.CommandId, Key(), Stop);
        (await Has(stays), await Has(leaves), await Has(joins)).ShouldBe((true, false, true));

        await fleet.Client.Commands.Revert(relabeled.CommandId, Key(), Stop);
        (await Has(stays), await Has(leaves), await Has(joins)).ShouldBe((true, false, false));
    }

    private async Task<bool> Has(Guid server) => (await fleet.Desired(server)).Accounts.ContainsKey("revert-rita");
}
