using Fleet.Contracts.Api;
using Fleet.Domain.Reconciling;
using Fleet.IntegrationTests.Jitsi;
using Fleet.IntegrationTests.TestBed;

namespace Fleet.IntegrationTests.EndToEnd;

public sealed class DrainingTests(TestPostgres postgres, TestHosts hosts)
{
    private const int Sessions = 5;

    [Fact]
    public async Task who_came_in_without_login_may_stay_until_the_deadline_and_is_out_then()
    {
        await using var host = await hosts.Lease();
        await using var fleet = await RunningFleet.Start(postgres, hosts, host);
        await fleet.Enroll(host);
        await fleet.Enforce(host);
        using var bosh = new BoshClient(host, hosts.AuthorityPath);
        var sessions = await AnonymousSession.Open(bosh, host.Name, Sessions);
        var plan = await fleet.Run(0, "plan", "lockdown", $"name={RunningFleet.NameOf(host)}", "--activate", "drain", "--deadline", "1h", "--fresh");
        plan.Output.ShouldContain($"> drain     would drop nobody before the deadline, then {Sessions} sessions without login");

        await fleet.Run(2, "lockdown", $"name={RunningFleet.NameOf(host)}", "--activate", "drain", "--deadline", "1h");

        (await Alive(sessions)).ShouldBe(Sessions);
        (await bosh.Stranger(host)).Login.ShouldBe(AnonymousLogin.Refused);

        var deadline = DateTimeOffset.UtcNow.AddSeconds(3);
        await fleet.Client.Servers.SetAccessMode(
            new($"name={RunningFleet.NameOf(host)}", "members", "drain", DrainUntil: deadline), TestCommands.Key(), TestContext.Current.CancellationToken);
        await Eventually.Until(async () => await Alive(sessions) < Sessions);
        DateTimeOffset.UtcNow.ShouldBeGreaterThanOrEqualTo(deadline);
        await Eventually.Until(async () => await Alive(sessions) == 0);
        var drained = await Eventually.Get(() => fleet.Show(host), s => s.Summary is { Verdict: "locked", Sessions.WithoutLogin: 0 });
        drained.Observation!.Guests!.JicofoInForce.ShouldBe("on", "the deadline is when Jicofo may be restarted, too");
        drained.Drift.ShouldNotContain(d => d.Kind == "old-sessions" || d.Kind == "jicofo-auth");
    }

    private static async Task<int> Alive(AnonymousSession[] sessions) => (await Task.WhenAll(sessions.Select(s => s.IsAlive()))).Count(alive => alive);
}
