using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Jitsi;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.EndToEnd;

public sealed class LockingDownTests(TestPostgres postgres, TestHosts hosts)
{
    private const int Sessions = 20;
    private const string Password = "battery horse staple";

    [Fact]
    public async Task an_anonymous_session_survives_locking_down_in_place_and_new_ones_are_refused()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await Enforced(host);
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        var sessions = await AnonymousSession.Open(bosh, host.Name, Sessions);

        var locked = await fleet.Run(2, "lockdown", $"name={RunningFleet.NameOf(host)}", "--reason", "abuse, INC-411");

        (await Alive(sessions)).ShouldBe(Sessions);
        locked.Output.ShouldMatch($"locked-old-sessions +old-sessions sessions: {Sessions} ");
        (await fleet.Show(host)).Summary.ShouldSatisfyAllConditions(
            s => s.Verdict.ShouldBe("locked-old-sessions"), s => s.Sessions!.WithoutLogin.ShouldBe(Sessions), s => s.Drift.ShouldBe(1));
        (await bosh.Stranger(host)).Login.ShouldBe(AnonymousLogin.Refused);
        await fleet.RunWithInput(2, Password + "\n", "register", "alice", "--on", "all", "--password-stdin", "--yes");
        (await bosh.User(host, "alice", Password)).Login.ShouldBe(MemberLogin.Proven);
        (await bosh.User(host, "alice", "another password")).Login.ShouldBe(MemberLogin.Refused);

        await host.RestartProsody();

        (await bosh.Stranger(host)).Login.ShouldBe(AnonymousLogin.Refused);
        (await bosh.User(host, "alice", Password)).Login.ShouldBe(MemberLogin.Proven);
        await fleet.Run(0, "check", $"name={RunningFleet.NameOf(host)}");
        (await fleet.Show(host)).Summary.Verdict.ShouldBe("locked");
    }

    [Fact]
    public async Task locking_down_with_evict_ends_the_sessions_that_came_in_without_login()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await Enforced(host);
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        var sessions = await AnonymousSession.Open(bosh, host.Name, Sessions);

        await fleet.Run(0, "lockdown", $"name={RunningFleet.NameOf(host)}", "--evict");

        (await Alive(sessions)).ShouldBe(0);
        (await fleet.Show(host)).Summary.ShouldSatisfyAllConditions(
            s => s.Verdict.ShouldBe("locked"), s => s.Sessions!.WithoutLogin.ShouldBe(0));
    }

    private async Task<RunningFleet> Enforced(TestHost host)
    {
        var fleet = await RunningFleet.Start(postgres, hosts, host);
        await fleet.Enroll(host);
        await fleet.Enforce(host);
        return fleet;
    }

    private static async Task<int> Alive(AnonymousSession[] sessions) => (await Task.WhenAll(sessions.Select(s => s.IsAlive()))).Count(alive => alive);
}
