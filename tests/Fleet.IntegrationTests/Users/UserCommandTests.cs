using Fleet.ControlPlane.Credentials;
using System.Text.Json;
using Fleet.Contracts.Api;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Reconciling;
using Fleet.IntegrationTests.Storage;
using Jose;
using static Fleet.IntegrationTests.TestCommands;

namespace Fleet.IntegrationTests.Users;

[Collection(ControlPlaneCollection.Name)]
public sealed class UserCommandTests(RunningControlPlane fleet)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registered_user_gains_an_account_with_its_own_sealed_credential_on_each_selected_server()
    {
        var first = await fleet.Enrolled("users-01", ("set", "u1"));
        var second = await fleet.Enrolled("users-02", ("set", "u1"));
        var accepted = await fleet.Register("anna", "set=u1");
        accepted.Gained.ShouldBe([new("anna", "users-01"), new("anna", "users-02")]);
        var opened = new List<(string Header, Verifier Content)>();
        foreach (var (server, domain) in new[] { (first, "users-01.example"), (second, "users-02.example") })
        {
            var handed = await Handed(server);
            opened.Add(Open(handed.Jwe));
            var header = JWT.Headers(handed.Jwe);
            (header["user"], header["srv"], header["dom"], header["hash"], header["use"], header["fleet"], header["cred"])
                .ShouldBe(("anna", server.ToString(), domain, "SHA-1", "account", fleet.FleetId.ToString(), handed.Id));
        }
        opened.Select(o => o.Content.Salt).ShouldBeUnique();
        opened.ShouldAllBe(o => o.Content.Iterations == 10000 && o.Content.StoredKey.Length == 40 && o.Content.Password == null);
        var spares = SpareCount.For((await fleet.Client.Servers.List("all", retired: false, TestContext.Current.CancellationToken)).Count);
        (await fleet.Database.Owner.Rows(
            "select hash, count(*) from work.credential c join fleet.mt_doc_user u on u.id = c.user_id where u.data ->> 'name' = 'anna' and server_id is null group by 1 order by 1",
            r => (r.GetString(0), r.GetInt64(1)))).ShouldBe([("SHA-1", spares), ("SHA-256", spares)]);
    }

    [Fact]
    public async Task A_server_of_another_hash_gets_credentials_in_that_hash()
    {
        var claimed = await fleet.EnrollAndClaim("users-sha256", ("set", "u256"));
        var seen = Reports.Seen();
        var report = claimed.Clean() with { Observation = seen with { OnDisk = seen.OnDisk with { Storage = new(StorageSupport.Files, null, "SHA-256") } } };
        await fleet.Database.Worker.Done(claimed, report);
        await fleet.Until("users-sha256", s => s.Summary.State == "checked");
        await fleet.Register("shaun", "set=u256");
        var handed = await Handed(claimed.Server);
        JWT.Headers(handed.Jwe)["hash"].ShouldBe("SHA-256");
        Open(handed.Jwe).Item2.StoredKey.Length.ShouldBe(64);
    }

    [Fact]
    public async Task A_server_that_matches_later_takes_a_spare_and_one_too_many_needs_a_password()
    {
        await fleet.Register("bert", "set=u2");
        var enrolled = await fleet.Enroll("users-03", ("set", "u2"));
        enrolled.Gained.ShouldBe([new("bert", "users-03")]);
        var handed = await Handed(enrolled.Servers[0].Id);
        JWT.Headers(handed.Jwe)["srv"].ShouldBe("spare");

        await fleet.Database.Owner.Execute("delete from work.credential where server_id is null");
        await fleet.Enroll("users-04", ("set", "u2"));
        (await fleet.Client.Users.Get("bert", Stop)).Accounts.Select(a => (a.Server, a.State)).ShouldBe([("users-03", "pending"), ("users-04", "needs-password")]);
        (await fleet.Client.Users.Get("bert", Stop)).Summary.NeedsPassword.ShouldBe(1);

        await fleet.Client.Users.SetPassword("bert", new Secret("another one"), Key(), Stop);
        (await fleet.Client.Users.Get("bert", Stop)).Summary.NeedsPassword.ShouldBe(0);
        JWT.Headers((await Handed(enrolled.Servers[0].Id)).Jwe)["srv"].ShouldBe(enrolled.Servers[0].Id.ToString());
    }

    [Fact]
    public async Task A_new_label_and_a_new_selector_move_accounts()
    {
        await fleet.Enroll("users-05", ("set", "u3"));
        await fleet.Enroll("users-06");
        await fleet.Register("carl", "set=u3");
        var relabeled = await fleet.Client.Servers.Relabel("users-06", new(new Dictionary<string, string> { ["set"] = "u3" }, []), Key(), Stop);
        relabeled.Gained.ShouldBe([new("carl", "users-06")]);
        var selected = await fleet.Client.Users.Select("carl", "name=users-05", Key(), Stop);
        selected.Lost.ShouldBe([new("carl", "users-06")]);
        (await fleet.Client.Users.Get("carl", Stop)).Accounts.Select(a => a.Server).ShouldBe(["users-05"]);
    }

    [Fact]
    public async Task A_disabled_user_is_absent_everywhere_and_comes_back_without_a_new_password()
    {
        var server = await fleet.Enrolled("users-07", ("set", "u4"));
        await fleet.Register("dora", "set=u4");
        var before = await Handed(server);
        (await fleet.Client.Users.Disable("dora", Key(), Stop)).Lost.ShouldBe([new("dora", "users-07")]);
        (await HandedCredentials(server)).ShouldBeEmpty();
        (await fleet.Client.Users.Enable("dora", Key(), Stop)).Gained.ShouldBe([new("dora", "users-07")]);
        (await Handed(server)).Id.ShouldBe(before.Id);
    }

    [Fact]
    public async Task A_removed_user_leaves_no_credential_and_the_name_is_free()
    {
        await fleet.Enroll("users-08", ("set", "u5"));
        await fleet.Register("emil", "set=u5");
        await fleet.Client.Users.Remove("emil", Key(), Stop);
        (await fleet.Database.Owner.Scalar<long>("select count(*) from work.credential c join fleet.mt_doc_user u on u.id = c.user_id where u.data ->> 'name' = 'emil'")).ShouldBe(0);
        (await Refused(() => fleet.Client.Users.Get("emil", Stop))).Code.ShouldBe("user-unknown");
        (await fleet.Register("emil", "set=u5")).Gained.ShouldBe([new("emil", "users-08")]);
    }

    [Theory]
    [InlineData("fleet-probe", "all", "good", "user-name-reserved")]
    [InlineData("focus", "all", "good", "user-name-reserved")]
    [InlineData("Anna", "all", "good", "user-name-upper-case")]
    [InlineData("a@b", "all", "good", "user-name-is-address")]
    [InlineData("zoe", "", "good", "selector-empty")]
    [InlineData("zoe", "all", "", "password-empty")]
    [InlineData("zoe", "all", "bell\u0007", "password-prohibited")]
    public async Task What_can_be_no_user_is_refused_and_nothing_is_kept(string name, string selector, string password, string code)
    {
        var before = await fleet.EventCount();
        var problem = await Refused(() => fleet.Register(name, selector, password));
        (problem.Code, problem.Status).ShouldBe((code, 400));
        (await fleet.EventCount()).ShouldBe(before);
    }

    [Fact]
    public async Task A_user_may_be_selected_by_what_no_server_matches_yet()
    {
        (await fleet.Register("fred", "set=later")).Gained.ShouldBeEmpty();
        (await Refused(() => fleet.Register("fred", "all"))).Code.ShouldBe("user-name-taken");
        (await fleet.Client.Users.List(Stop)).ShouldContain(u => u.Name == "fred" && u.Selector == "set=later" && u.Servers == 0);
    }

    private async Task<(string Id, string Jwe)> Handed(Guid server) => (await HandedCredentials(server)).ShouldHaveSingleItem();

    private async Task<List<(string Id, string Jwe)>> HandedCredentials(Guid server)
    {
        var claimed = await fleet.ClaimServer(server);
        var handed = await fleet.Database.Worker.Rows(
            "select c ->> 'id', c ->> 'jwe' from work.desired($1, $2) d, jsonb_array_elements(d.credentials) c", r => (r.GetString(0), r.GetString(1)), server, claimed.Fence);
        await fleet.Database.Worker.Done(claimed, TimeSpan.Zero, report: null);
        return handed;
    }

    private (string, Verifier) Open(string jwe) =>
        (jwe.Split('.')[0], JsonSerializer.Deserialize<Verifier>(JWT.Decode(jwe, new Jwk(fleet.SealingKey, isPrivate: true), JweAlgorithm.ECDH_ES, JweEncryption.A256GCM), JsonSerializerOptions.Web)!);

    private sealed record Verifier(string Salt, int Iterations, string StoredKey, string ServerKey, string? Password);
}
