using Fleet.Contracts.Api;
using Fleet.IntegrationTests.Cli;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Commands;

/// <summary>Above five servers nothing is changed unless their number, or their names, were said; whichever way it comes.</summary>
public sealed class BlastRadiusTests(RunningControlPlane fleet) : IClassFixture<RunningControlPlane>, IAsyncLifetime
{
    private const string Six = "group=six";
    private static readonly string[] Names = [.. Enumerable.Range(1, 6).Select(i => $"six-{i}")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        foreach (var name in Names) await fleet.Enroll(name, ("group", "six"), ("five", name == "six-6" ? "no" : "yes"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Nothing_reaches_six_servers_that_nobody_counted()
    {
        await ByTheCommandLine();
        await BySelector();
        var user = await ByUser();
        await ByRevert(user);
        await ByResuming();
    }

    private async Task ByTheCommandLine()
    {
        using var cli = new FleetCli(fleet.Url, fleet.Token.Value);
        var before = await fleet.EventCount();
        var refused = await cli.Run("lockdown", Six, "--yes", "--no-wait", "--reason", "it's late");
        refused.ExitCode.ShouldBe(4);
        refused.Error.ShouldContain("reaches 6 servers");
        refused.Error.ShouldContain($"next: fleet lockdown {Six} --yes --no-wait --reason 'it'\\''s late' --expect 6");
        (await cli.Run("lockdown", Six, "--yes", "--expect", "7", "--no-wait")).ExitCode.ShouldBe(4);
        (await fleet.EventCount()).ShouldBe(before);
        (await cli.Run("lockdown", "five=yes", "--yes", "--no-wait")).ExitCode.ShouldBe(0);
        (await cli.Run("lockdown", Six, "--yes", "--expect", "6", "--no-wait")).ExitCode.ShouldBe(0);
    }

    private async Task BySelector()
    {
        var client = fleet.Client.Servers;
        await ShouldBeRefused(() => client.SetEnforcement(new(Six, "enforce"), Key(), Stop));
        await ShouldBeRefused(() => client.SetAccessMode(new(Six, "open"), Key(), Stop));
        (await Refused(() => client.SetAccessMode(new(Six, "open"), Key() with { Expect = 5 }, Stop))).Code.ShouldBe("selector-matches-other-number");
        await ShouldBeRefused(() => client.ChangeAccounts(new(Six, "ignore", ["jigasi"]), Key(), Stop));
        (await client.SetEnforcement(new(Six, "enforce", Servers: Names), Key(), Stop)).Servers.Count.ShouldBe(6);
        (await client.Check(new(Six), Key(), Stop)).Servers.Count.ShouldBe(6);
        (await fleet.Client.Plan(new PlanRequest(Access: new(Six, "open")), Stop)).Servers.Count.ShouldBe(6);
        (await client.SetEnforcement(new(Six, "enforce"), Key(), Stop)).Servers.ShouldAllBe(s => s.Outcome == CommandOutcome.Unchanged);
    }

    private async Task<CommandAccepted> ByUser()
    {
        var client = fleet.Client.Users;
        RegisterUserRequest alice = new("alice", Six, new Secret("correct horse"));
        await ShouldBeRefused(() => client.Register(alice, Key(), Stop));
        (await Refused(() => client.Register(alice, Key() with { Expect = 5 }, Stop))).Next.ShouldBe("--expect 6");
        (await client.Register(alice, Key() with { Expect = 6 }, Stop)).Gained.Count.ShouldBe(6);
        (await client.SetPassword("alice", new Secret("battery staple"), Key(), Stop)).Servers.Count.ShouldBe(6);
        await ShouldBeRefused(() => client.Disable("alice", Key(), Stop));
        await ShouldBeRefused(() => client.Remove("alice", Key(), Stop));
        return await client.Disable("alice", Key() with { Expect = 6 }, Stop);
    }

    private async Task ByRevert(CommandAccepted command)
    {
        await ShouldBeRefused(() => fleet.Client.Commands.Revert(command.CommandId, Key(), Stop));
        (await fleet.Client.Commands.Revert(command.CommandId, Key() with { Expect = 6 }, Stop)).Gained.Count.ShouldBe(6);
    }

    // The other way round it is safe, and quick.
    private async Task ByResuming()
    {
        (await fleet.Client.Holds.Pause(new(Six), Key("debugging"), Stop)).Servers.Count.ShouldBe(6);
        await ShouldBeRefused(() => fleet.Client.Holds.Resume(new(Six), Key(), Stop));
        await fleet.Client.Holds.Resume(new(Six, Expect: 6), Key(), Stop);
        await fleet.Client.Holds.Pause(new(), Key("debugging"), Stop);
        await ShouldBeRefused(() => fleet.Client.Holds.Resume(new(), Key(), Stop));
        await fleet.Client.Holds.Resume(new(Expect: 6), Key(), Stop);
        await fleet.Client.Holds.Resume(new(), Key(), Stop);
    }

    private async Task ShouldBeRefused(Func<Task> command)
    {
        var before = await fleet.EventCount();
        var problem = await Refused(command);
        (problem.Code, problem.Next).ShouldBe(("servers-not-counted", "--expect 6"));
        (await fleet.EventCount()).ShouldBe(before);
    }
}
