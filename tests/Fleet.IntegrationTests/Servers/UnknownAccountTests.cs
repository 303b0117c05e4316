using Fleet.Contracts.Api;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Servers;

[Collection(ControlPlaneCollection.Name)]
public sealed class UnknownAccountTests(RunningControlPlane fleet)
{
    private static readonly ObservedAccount Jigasi = new("jigasi", null, Disabled: false, Problem: null);
    private static readonly AdoptedAccount Sealed = new("bob", Guid.CreateVersion7(), "SHA-1", "a.b.c.d.e");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_ignored_account_is_shown_as_that_and_ignoring_is_reverted()
    {
        var server = await Seen("ignore-01", Jigasi);
        var before = await fleet.EventCount();

        var command = await Accounts("name=ignore-01", "ignore", "jigasi");

        (await Accounts("name=ignore-01", "ignore", "jigasi")).Servers[0].Outcome.ShouldBe(CommandOutcome.Unchanged);
        (await fleet.EventCount()).ShouldBe(before + 1);
        (await fleet.Stream(server))[^1].ShouldSatisfyAllConditions(
            e => e.Type.ShouldBe("unknown_account_ignored"), e => e.Correlation.ShouldBe(command.CommandId), e => e.Actor.ShouldBe("dana"));
        (await fleet.Show("ignore-01")).Accounts.ShouldBe([new("jigasi", "ignored", "present")]);
        await fleet.Client.Commands.Revert(command.CommandId, Key(), Stop);
        (await fleet.Show("ignore-01")).Accounts.ShouldBe([new("jigasi", "unknown", "present")]);
    }

    [Fact]
    public async Task An_account_that_must_not_be_there_is_to_be_removed_until_it_may_be_again()
    {
        await Seen("remove-01", Jigasi);
        var command = await Accounts("name=remove-01", "remove", "jigasi");
        (await fleet.Show("remove-01")).Accounts.ShouldBe([new("jigasi", "unknown", "to-be-removed")]);
        (await Refused(() => fleet.Client.Commands.Revert(command.CommandId, Key(), Stop))).Code.ShouldBe("not-revertible");
        await Accounts("name=remove-01", "report", "jigasi");
        (await fleet.Show("remove-01")).Accounts.ShouldBe([new("jigasi", "unknown", "present")]);
    }

    [Fact]
    public async Task A_user_does_not_get_an_account_that_is_ignored_until_it_is_not()
    {
        await fleet.Enroll("ignore-02", ("set", "ignored"));
        await fleet.Enroll("ignore-03", ("set", "ignored"));
        await Accounts("name=ignore-02", "ignore", "ida");

        var registered = await fleet.Register("ida", "set=ignored");

        registered.Gained.ShouldBe([new("ida", "ignore-03")]);
        registered.Servers.Single(s => s.Name == "ignore-02").Refusal!.Code.ShouldBe("account-is-ignored");
        await fleet.Client.Servers.Relabel("ignore-02", new(new Dictionary<string, string> { ["more"] = "x" }, []), Key(), Stop);
        (await fleet.Show("ignore-02")).Accounts.ShouldBe([new("ida", "ignored", "absent")]);
        (await Accounts("name=ignore-02", "report", "ida")).Gained.ShouldBe([new("ida", "ignore-02")]);
    }

    [Fact]
    public async Task An_account_is_adopted_as_the_worker_found_it_and_only_the_one_that_was_asked_for()
    {
        var server = await Seen("adopt-02", Jigasi);
        var command = await Accounts("name=adopt-02", "adopt", "bob");
        (await Progress(command)).ShouldBe([(ProgressState.Pending, "waits for a worker")]);
        var claimed = await fleet.ClaimServer(server);
        claimed.Asks.ShouldBe(["seal:bob"]);

        await fleet.Database.Worker.Done(claimed, claimed.Clean() with { Sealed = [Sealed, Sealed with { Name = "eve", CredentialId = Guid.NewGuid() }] });

        var adopted = await fleet.Until("adopt-02", s => s.Accounts.Any(a => a.Origin == "adopted"));
        adopted.Accounts.ShouldNotContain(a => a.User == "eve");
        (await fleet.Stream(server))[^1].ShouldSatisfyAllConditions(
            e => e.Type.ShouldBe("account_adopted"), e => e.Correlation.ShouldBe(command.CommandId), e => e.Actor.ShouldBe("dana"));
        (await fleet.Client.Users.Get("bob", Stop)).Accounts.ShouldHaveSingleItem().Origin.ShouldBe("adopted");
        var again = await fleet.ClaimServer(server);
        await fleet.Database.Worker.Done(again, again.Clean() with
        {
            Observation = Reports.Seen(accounts: [new("bob", Sealed.CredentialId, false, null)]),
        });
        (await Eventually.Get(() => fleet.Client.Commands.Get(command.CommandId, Stop), c => c.Finished)).Servers[0].State.ShouldBe(ProgressState.Proven);
    }

    [Fact]
    public async Task An_account_that_was_not_found_is_not_adopted_and_that_is_told()
    {
        var server = await Seen("adopt-03");
        var command = await Accounts("name=adopt-03", "adopt", "nobody");
        var claimed = await fleet.ClaimServer(server);
        await fleet.Database.Worker.Done(claimed, claimed.Clean() with { Sealed = [] });

        var done = await Eventually.Get(() => fleet.Client.Commands.Get(command.CommandId, Stop), c => c.Finished);

        (done.Servers[0].State, done.Servers[0].Text).ShouldBe((ProgressState.Failed, "nobody was not taken over"));
        var told = await Eventually.Get(async () => await fleet.Client.Audit.Read(new(Type: "command-refused", Server: "adopt-03"), Stop).ToListAsync(Stop), t => t.Count > 0);
        told.ShouldHaveSingleItem().Text.ShouldContain("it is not there");
    }

    [Theory]
    [InlineData("burn", "jigasi", "word-unknown")]
    [InlineData("ignore", "fleet-probe", "account-is-fleets")]
    [InlineData("remove", "bell\u0007", "account-name-invalid")]
    [InlineData("adopt", "Upper", "user-name-upper-case")]
    public async Task What_cannot_be_is_refused(string action, string account, string code)
    {
        await fleet.Enroll($"refuse-{code}");
        var before = await fleet.EventCount();
        var refused = action == "burn"
            ? (await Refused(() => Accounts($"name=refuse-{code}", action, account))).Code
            : (await Accounts($"name=refuse-{code}", action, account)).Servers[0].Refusal!.Code;
        refused.ShouldBe(code);
        (await fleet.EventCount()).ShouldBe(before);
    }

    [Fact]
    public async Task A_command_names_accounts() =>
        (await Refused(() => fleet.Client.Servers.ChangeAccounts(new("all", "ignore", []), Key(), Stop))).Code.ShouldBe("accounts-not-named");

    private Task<CommandAccepted> Accounts(string selector, string action, params string[] accounts) =>
        fleet.Client.Servers.ChangeAccounts(new(selector, action, accounts), Key(), Stop);

    private async Task<(ProgressState, string)[]> Progress(CommandAccepted command) =>
        [.. (await fleet.Client.Commands.Get(command.CommandId, Stop)).Servers.Select(s => (s.State, s.Text))];

    private async Task<Guid> Seen(string name, params ObservedAccount[] accounts)
    {
        var claimed = await fleet.EnrollAndClaim(name);
        await fleet.Database.Worker.Done(claimed, claimed.Clean() with { Observation = Reports.Seen(accounts: accounts) });
        await fleet.Until(name, s => s.Summary.State == "checked");
        return claimed.Server;
    }
}
