using System.Text;
using System.Text.RegularExpressions;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Jitsi;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.EndToEnd;

public sealed partial class RevokingTests(TestPostgres postgres, TestHosts hosts)
{
    private const string Password = "battery horse staple";

    [Fact]
    public async Task revoking_ends_the_users_sessions_and_no_others_and_a_new_login_fails()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await HandBuilt(host);
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        await Register(fleet, "alice");
        await Register(fleet, "bob");
        AnonymousSession[] alices = [await Session(bosh, host, "alice"), await Session(bosh, host, "alice")];
        var bobs = await Session(bosh, host, "bob");

        var disabled = await fleet.Run(0, "users", "disable", "alice", "--reason", "left");

        Evidence().IsMatch(disabled.Output).ShouldBeTrue(disabled.Output);
        (await Task.WhenAll(alices.Select(s => s.IsAlive()))).ShouldBe([false, false]);
        (await bobs.IsAlive()).ShouldBeTrue();
        (await bosh.User(host, "alice", Password)).Login.ShouldBe(MemberLogin.Refused);
        (await bosh.User(host, "bob", Password)).Login.ShouldBe(MemberLogin.Proven);
        (await fleet.Run(0, "audit", "--server", RunningFleet.NameOf(host), "--type", "revocation-checked")).Output.ShouldContain("2 sessions ended");

        await fleet.Run(0, "users", "enable", "alice");
        (await bosh.User(host, "alice", Password)).Login.ShouldBe(MemberLogin.Proven);
    }

    [Fact]
    public async Task a_password_that_a_user_changed_there_is_kept_or_reset_at_an_operators_word()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await HandBuilt(host);
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        await Register(fleet, "alice");
        var server = $"name={RunningFleet.NameOf(host)}";
        await Change(host, "alice", "changed there");
        (await fleet.Run(2, "check", server)).Output.ShouldContain("user-credential alice");

        await fleet.Run(0, "users", "credential", "keep", "alice", "--on", server);

        (await bosh.User(host, "alice", "changed there")).Login.ShouldBe(MemberLogin.Proven);
        await Change(host, "alice", "changed again");
        await fleet.Run(2, "check", server);
        await fleet.Run(0, "users", "credential", "reset", "alice", "--on", server);
        (await bosh.User(host, "alice", "changed again")).Login.ShouldBe(MemberLogin.Refused);
        (await bosh.User(host, "alice", "changed there")).Login.ShouldBe(MemberLogin.Proven);
    }

    [Fact]
    public async Task accounts_that_nobody_has_are_ignored_adopted_or_removed_at_an_operators_word()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await HandBuilt(host);
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        foreach (var account in new[] { "carol", "jigasi", "mallory" }) await Change(host, account, $"password of {account}");
        await host.Exec($"cp -p {Accounts(host)}/carol.dat {Accounts(host)}/Upper.dat");
        var server = $"name={RunningFleet.NameOf(host)}";
        await fleet.Run(2, "check", server);
        var told = (await fleet.Show(host)).Drift.Where(d => d.Kind == "user-unknown").ToArray();
        told.Select(d => (d.Subject, d.Severity)).ShouldBe([("Upper", "info"), ("carol", "medium"), ("jigasi", "medium"), ("mallory", "medium")], ignoreOrder: true);
        told.Single(d => d.Subject == "Upper").Evidence.ShouldContain("lower case");

        await fleet.Run(2, "servers", "accounts", "ignore", server, "jigasi");
        await fleet.Run(2, "servers", "accounts", "adopt", server, "carol");
        var removed = await fleet.Run(0, "servers", "accounts", "remove", server, "mallory", "Upper", "--confirm-removals", "2");

        removed.Output.ShouldContain("mallory: 0 sessions ended");
        (await fleet.Show(host)).Accounts.Select(a => (a.User, a.Origin, a.State)).ShouldBe([("carol", "adopted", "present"), ("jigasi", "ignored", "present")], ignoreOrder: true);
        (await bosh.User(host, "carol", "password of carol")).Login.ShouldBe(MemberLogin.Proven);
        (await bosh.User(host, "mallory", "password of mallory")).Login.ShouldBe(MemberLogin.Refused);
        (await host.Look($"ls {Accounts(host)}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["carol.dat", "fleet%2dprobe.dat", "jigasi.dat"], ignoreOrder: true);
    }

    private static string Accounts(TestHost host) => $"/var/lib/prosody/{Fleet.Jitsi.Host.AccountFile.Encode(host.Name)}/accounts";

    private static Task<string> Change(TestHost host, string user, string password) => host.Exec($"prosodyctl register {user} {host.Name} '{password}'");

    private static Task<ScriptResult> Register(RunningFleet fleet, string user) =>
        fleet.RunWithInput(0, Password + "\n", "register", user, "--on", "all", "--password-stdin", "--yes");

    private static Task<AnonymousSession> Session(BoshClient bosh, TestHost host, string user) => AnonymousSession.Open(
        bosh, host.Name, $"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{Password}"))}</auth>");

    // closed by somebody else: no access mode is commanded, so only its accounts are Fleet's
    private async Task<RunningFleet> HandBuilt(TestHost host)
    {
        await host.Exec($"sed -i '0,/authentication = \"jitsi-anonymous\"/s//authentication = \"internal_hashed\"/' /etc/prosody/conf.avail/{host.Name}.cfg.lua");
        await host.RestartProsody();
        var fleet = await RunningFleet.Start(postgres, hosts, host);
        await fleet.Enroll(host);
        await fleet.Enforce(host);
        return fleet;
    }

    [GeneratedRegex("alice: 2 sessions ended within \\d+\\.\\d\\d s, a new login was refused after \\d+\\.\\d\\d s \\((not-authorized|account-disabled.*)\\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Evidence();
}
