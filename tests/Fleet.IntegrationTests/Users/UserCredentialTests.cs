using Fleet.Contracts.Api;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Users;

[Collection(ControlPlaneCollection.Name)]
public sealed class UserCredentialTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reset_wants_the_same_credential_anew_where_the_user_is_and_nothing_elsewhere()
    {
        var server = await fleet.Enrolled("reset-01", ("set", "reset"));
        await fleet.Enroll("reset-02");
        await fleet.Register("rita", "set=reset");
        var before = await Held(server);

        var command = await Change("rita", "reset", "name in (reset-01,reset-02)");

        command.Servers.Select(s => (s.Name, s.Outcome)).ShouldBe([("reset-01", CommandOutcome.Accepted), ("reset-02", CommandOutcome.Unchanged)]);
        var after = await Held(server);
        (after.CredentialId, after.Since, after.Found).ShouldBe((before.CredentialId, before.Since + 1, false));
        (await Refused(() => fleet.Client.Commands.Revert(command.CommandId, Key(), Stop))).Code.ShouldBe("not-revertible");
    }

    [Fact]
    public async Task A_reset_takes_a_spare_where_the_server_takes_another_hash_by_now()
    {
        var server = await fleet.Enrolled("reset-03", ("set", "rehash"));
        await fleet.Register("rob", "set=rehash");
        var before = await Held(server);
        var claimed = await fleet.ClaimServer(server);
        var seen = Reports.Seen();
        await fleet.Database.Worker.Done(claimed, claimed.Clean() with { Observation = seen with { OnDisk = seen.OnDisk with { Storage = new(StorageSupport.Files, null, "SHA-256") } } });
        await fleet.Until("reset-03", s => s.Summary.State == "checked");

        await Change("rob", "reset", "name=reset-03");

        (await Held(server)).CredentialId.ShouldNotBe(before.CredentialId);
        (await fleet.Database.Owner.Rows("select hash from work.credential where server_id = $1", r => r.GetString(0), server)).ShouldBe(["SHA-256"]);
    }

    [Fact]
    public async Task A_kept_password_is_the_credential_from_then_on()
    {
        var server = await fleet.Enrolled("keep-01", ("set", "keep"));
        await fleet.Register("kurt", "set=keep");
        var command = await Change("kurt", "keep", "name=keep-01");
        var claimed = await fleet.ClaimServer(server);
        claimed.Asks.ShouldBe(["seal:kurt"]);
        var found = new AdoptedAccount("kurt", Guid.CreateVersion7(), "SHA-1", "a.b.c.d.e");

        await fleet.Database.Worker.Done(claimed, claimed.Clean() with { Sealed = [found] });

        var kept = await Eventually.Get(() => Held(server), a => a.Found);
        kept.CredentialId.ShouldBe(found.CredentialId);
        (await fleet.Database.Owner.Rows("select jwe from work.credential where server_id = $1", r => r.GetString(0), server)).ShouldBe(["a.b.c.d.e"]);
        (await fleet.Stream(server))[^1].ShouldSatisfyAllConditions(
            e => e.Type.ShouldBe("account_credential_kept"), e => e.Correlation.ShouldBe(command.CommandId), e => e.Actor.ShouldBe("dana"));
    }

    [Fact]
    public async Task What_nobody_asked_for_is_not_kept()
    {
        var server = await fleet.Enrolled("keep-02", ("set", "keep2"));
        await fleet.Register("karl", "set=keep2");
        var before = await Held(server);
        var claimed = await fleet.ClaimServer(server);
        await fleet.Database.Worker.Done(claimed, claimed.Clean() with { Sealed = [new("karl", Guid.NewGuid(), "SHA-1", "a.b.c.d.e")] });
        await fleet.Until("keep-02", s => s.Summary.State == "checked");
        (await Held(server)).ShouldBe(before);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_whole()
    {
        await fleet.Enroll("keep-03");
        await fleet.Register("nora", "set=nowhere");
        (await Refused(() => Change("nora", "reset", "name=keep-03"))).Code.ShouldBe("user-not-on-servers");
        (await Refused(() => Change("nora", "forget", "name=keep-03"))).Code.ShouldBe("word-unknown");
        (await Refused(() => Change("nobody", "reset", "name=keep-03"))).Code.ShouldBe("user-unknown");
        (await Refused(() => Change("nora", "keep", "name=none"))).Code.ShouldBe("selector-matches-nothing");
    }

    private Task<CommandAccepted> Change(string user, string action, string selector) =>
        fleet.Client.Users.ChangeCredential(user, new(action, selector), Key(), Stop);

    private async Task<DesiredAccount> Held(Guid server) => (await fleet.Desired(server)).Accounts.Values.Single();
}
