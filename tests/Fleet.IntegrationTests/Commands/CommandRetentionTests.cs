using Fleet.ControlPlane.Commands;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Commands;

[Collection(ControlPlaneCollection.Name)]
public sealed class CommandRetentionTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Old_commands_are_forgotten_unless_a_server_owes_an_answer_and_revert_all_the_same()
    {
        var claimed = await fleet.EnrollAndClaim("old-01");
        var opened = await fleet.Access("name=old-01", "open");
        var locked = await fleet.Access("name=old-01", "members");
        var asked = await fleet.Client.Servers.Adopt("old-01", Key(), Stop);
        var young = await fleet.Enforcement("name=old-01", "enforce");
        await fleet.Database.Owner.Execute(
            "update access.command set accepted_at = accepted_at - interval '31 days' where command_id = any($1)",
            new[] { opened.CommandId, locked.CommandId, asked.CommandId });

        await Retention.Forget(Stop);
        (await Known(opened.CommandId, locked.CommandId)).ShouldBeEmpty();
        (await Known(asked.CommandId, young.CommandId)).Count.ShouldBe(2);
        (await fleet.Client.Commands.Revert(locked.CommandId, Key(), Stop)).Servers[0].Name.ShouldBe("old-01");

        await fleet.Database.Worker.Done(claimed, claimed.Clean());
        await fleet.Until("old-01", s => s.Summary.State == "checked");
        var answering = await fleet.ClaimServer(claimed.Server);
        await fleet.Database.Worker.Done(answering, answering.Clean());
        await Retention.Forget(Stop);
        (await Known(asked.CommandId)).ShouldBeEmpty();
    }

    private CommandRetention Retention => fleet.Services.GetRequiredService<CommandRetention>();

    private Task<List<Guid>> Known(params Guid[] commands) =>
        fleet.Database.Owner.Rows("select command_id from access.command where command_id = any($1)", r => r.GetGuid(0), commands);
}
