using Fleet.Contracts.Api;
using Fleet.Contracts.Api.Client;
using Fleet.ControlPlane.Commands;
using Fleet.IntegrationTests.Cli;
using Fleet.IntegrationTests.Storage;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Commands;

/// <summary>Above five servers nothing is changed unless their number, or their names, were said; whichever way it comes.</summary>
public sealed class BlastRadiusTests(RunningControlPlane fleet) : IClassFixture<RunningControlPlane>, IAsyncLifetime
{
    private const string Six = "group=six";
    private static readonly string[] Names = [.. Enumerable.Range(1, 6).Select(i => $"six-{i}")];

    // None of these reaches more than one server: by its name, or because nothing is changed there, or as a user's own new password.
    private static readonly string[] OfOneOrNone =
    [
        "enroll-server", "move-server", "relabel-server", "replace-server", "retire-server", "pin-host-key", "scan-host-key", "check-servers", "adopt-server",
        "waive-drift", "unwaive-drift", "set-canary", "change-password", "add-operator", "revoke-operator", "pause",
    ];

    // As their sisters in the table, on what was seen; or the names of what nobody can read.
    private static readonly string[] OfOneKind = ["adopt-accounts", "accounts", "keep-credential", "credential"];

    private readonly Dictionary<string, CommandAccepted> _accepted = [];
    private readonly List<Guid> _six = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        foreach (var name in Names) _six.Add(await fleet.Enrolled(name, ("group", "six"), ("five", name == "six-6" ? "no" : "yes")));
        await fleet.Enroll("seventh", ("group", "one"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Nothing_reaches_six_servers_that_nobody_counted()
    {
        await ByTheCommandLine();
        Route[] routes = [.. OfServers(), .. OfUsers(), .. OfHolds()];
        foreach (var route in routes) await ShouldWantTheNumber(route);
        CommandNames.All.Except(OfOneOrNone).Except(OfOneKind).Order().ShouldBe(routes.Select(r => r.Command).Distinct().Order());
        await CountsNothing();
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

    private IEnumerable<Route> OfServers()
    {
        var client = fleet.Client.Servers;
        yield return new("set-enforcement", k => client.SetEnforcement(new(Six, "enforce"), k, Stop));
        yield return new("set-access-mode", k => client.SetAccessMode(new(Six, "open"), k, Stop));
        yield return new("resume-command", k => fleet.Client.Commands.Resume(_accepted["set-access-mode"].CommandId, k, Stop));
        yield return new("ignore-accounts", k => client.ChangeAccounts(new(Six, "ignore", ["jigasi"]), k, Stop));
        yield return new("report-accounts", k => client.ChangeAccounts(new(Six, "report", ["jigasi"]), k, Stop));
        yield return new("remove-accounts", k => client.ChangeAccounts(new(Six, "remove", ["jigasi"]), k, Stop));
        yield return new("accept-version", k => client.AcceptVersion(new(Six, "13.1.0"), k, Stop));
    }

    private IEnumerable<Route> OfUsers()
    {
        var client = fleet.Client.Users;
        yield return new("register-user", k => client.Register(new("alice", Six, new Secret("correct horse")), k, Stop));
        yield return new("reset-credential", k => client.ChangeCredential("alice", new("reset", Six), k, Stop));
        yield return new("disable-user", k => client.Disable("alice", k, Stop));
        yield return new("revert-command", k => fleet.Client.Commands.Revert(_accepted["disable-user"].CommandId, k, Stop));
        yield return new("enable-user", k => client.Enable("alice", k, Stop)) { Before = () => client.Disable("alice", Key() with { Expect = 6 }, Stop) };
        yield return new("remove-user", k => client.Remove("alice", k, Stop));
        yield return new("select-user", k => client.Select("bob", "group in (six,one)", k, Stop)) { Before = () => fleet.Register("bob", "name=seventh") };
    }

    private IEnumerable<Route> OfHolds()
    {
        var client = fleet.Client.Holds;
        yield return new("resume", k => client.Resume(new(Six), k, Stop)) { Before = () => client.Pause(new(Six), Key("debugging"), Stop) };
        yield return new("resume", k => client.Resume(new(), k, Stop), 7) { Before = () => client.Pause(new(), Key("debugging"), Stop) };
        yield return new("allow-repairs", k => client.AllowRepairs(new("config-not-loaded"), k, Stop)) { Before = () => Hold([.. _six], "mass-drift", "config-not-loaded:link") };
        yield return new("accept-recovery", k => fleet.Client.Recovery.Accept(new(Unseen: 7), k, Stop), 7) { Before = RestoreFromPast };
    }

    // Seven servers of which nothing was ever seen.
    private async Task RestoreFromPast()
    {
        await Hold([null], "restored-from-past");
        var refused = await ShouldBeRefused(() => fleet.Client.Recovery.Accept(new(), Key("an old dump") with { Expect = 7 }, Stop));
        (refused.Code, refused.Next).ShouldBe(("servers-not-seen", "--unseen 7"));
        refused.Title.ShouldContain("Of 7 servers nothing was seen");
        refused.Title.ShouldContain("seventh, six-1");
        (await ShouldBeRefused(() => fleet.Client.Recovery.Accept(new(Unseen: 6), Key("an old dump") with { Expect = 7 }, Stop))).Code.ShouldBe("servers-not-seen");
        using var cli = new FleetCli(fleet.Url, fleet.Token.Value);
        (await cli.Run("recover")).Output.ShouldContain("7 not seen since: look at them first, or accept them unseen: --unseen 7");
        (await cli.Run("recover", "--accept", "--reason", "an old dump", "--yes", "--unseen", "7")).Error.ShouldContain("--unseen 7 --expect 7");
    }

    private async Task CountsNothing()
    {
        var client = fleet.Client.Servers;
        (await client.Check(new(Six), Key(), Stop)).Servers.Count.ShouldBe(6);
        (await fleet.Client.Plan(new PlanRequest(Access: new(Six, "guests")), Stop)).Servers.Count.ShouldBe(6);
        (await client.SetEnforcement(new(Six, "enforce"), Key(), Stop)).Servers.ShouldAllBe(s => s.Outcome == CommandOutcome.Unchanged);
        (await client.SetAccessMode(new(Six, "guests", Servers: Names), Key(), Stop)).Servers.Count.ShouldBe(6);
        (await fleet.Client.Users.SetPassword("bob", new Secret("battery staple"), Key(), Stop)).Servers.Count.ShouldBe(7);
        await fleet.Client.Holds.Resume(new(), Key(), Stop);
    }

    private async Task ShouldWantTheNumber(Route route)
    {
        if (route.Before is { } before) await before();
        var uncounted = await ShouldBeRefused(() => route.Send(Key("meant so")));
        (uncounted.Code, uncounted.Next).ShouldBe(("servers-not-counted", $"--expect {route.Servers}"), route.Command);
        var miscounted = await ShouldBeRefused(() => route.Send(Key("meant so") with { Expect = route.Servers - 1 }));
        miscounted.Code.ShouldBeOneOf("selector-matches-other-number", "servers-other-than-expected");
        _accepted[route.Command] = await route.Send(Key("meant so") with { Expect = route.Servers });
    }

    private async Task<Problem> ShouldBeRefused(Func<Task> command)
    {
        var before = await Written();
        var problem = await Refused(command);
        (await Written()).ShouldBe(before);
        return problem;
    }

    private async Task<(long Events, long Holds, long Epochs)> Written() => (
        await fleet.EventCount(), await fleet.Database.Owner.Scalar<long>("select count(*) from work.hold"),
        await fleet.Database.Owner.Scalar<long>("select count(*) from work.epoch"));

    private Task Hold(Guid?[] servers, string kind, string drift = "") => fleet.Database.Owner.Execute(
        "select work.hold($1, $2, null, nullif($3, ''), 'seen', 'fleet', case when $3 <> '' then clock_timestamp() + interval '1 hour' end)", servers, kind, drift);

    /// <param name="Send">With a reason and the number of servers, or none.</param>
    private sealed record Route(string Command, Func<CommandHeaders, Task<CommandAccepted>> Send, int Servers = 6)
    {
        public Func<Task>? Before { get; init; }
    }
}
