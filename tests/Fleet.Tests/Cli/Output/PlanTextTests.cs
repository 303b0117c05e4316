using Fleet.Cli.Output;
using Fleet.Contracts.Api;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Output;

public sealed class PlanTextTests
{
    private static readonly ServerPlan Enforced = new(
        "meet-1", Guid.Empty, CommandOutcome.Accepted, null, "enforce", Screens.Now.AddSeconds(-12), null,
        [
            new("set-provider", "provider", "jitsi-anonymous", "internal_hashed"), new("activate", "in-place", "jitsi-anonymous", "internal_hashed"),
            new("put-account", "alice", null, "account"), new("put-account", "bob", "user-credential", "account"),
            new("remove-account", "carol", "account", null), new("restore-config-link", "link", null, null),
        ],
        new PlannedDrop(0, 0, 0, 3),
        new SessionCounts(7, 3, 2, 5),
        [
            new("in-place", true, 0, 0, 0, RestartsProsody: false, RestartsJicofo: false),
            new("restart", false, 7, 2, 5, RestartsProsody: true, RestartsJicofo: true),
            new("drain", false, 3, 0, 0, RestartsProsody: false, RestartsJicofo: true),
        ]);

    [Fact]
    public void Changes_are_diffs_with_their_cost_and_the_total_comes_last() => Lines(Enforced).ShouldBe(
    [
        "meet-1  (observed 12 s ago, enforce)",
        "  - authentication = \"jitsi-anonymous\"",
        "  + authentication = \"internal_hashed\"",
        "  ~ in force: jitsi-anonymous -> internal_hashed (in-place)",
        "  + account alice",
        "  ~ account bob (user-credential)",
        "  - account carol",
        "  ~ restore-config-link link",
        "  now: 2 meetings, 5 participants, 7 sessions, 3 of them without login",
        "  > in-place  would drop nobody; 3 sessions without login would stay up, --evict ends them",
        "    restart   would drop 7 sessions: 2 meetings, 5 participants; restarts Jicofo",
        "    drain     would drop nobody before the deadline, then 3 sessions without login; restarts Jicofo",
        "Plan: 1 of 1 servers would change, 6 changes, 0 sessions dropped, 0 refused, 0 unknown.",
    ]);

    [Fact]
    public void Where_nothing_is_enforced_the_change_is_only_reported() =>
        Lines(Enforced with { Enforcement = "observe" }).ShouldContain("  enforcement is observe: would be reported as drift, not changed");

    [Fact]
    public void Letting_guests_in_is_told_file_by_file() => Lines(Enforced with
    {
        Changes =
        [
            new("set-jicofo-authentication", "file", "off", "on"), new("add-guest-host", "guest-host", null, "jitsi-anonymous"),
            new("set-anonymous-domain", "config.js", null, "guest.meet-1.example"), new("restart-service", "jicofo", null, null),
            new("activate-guest-host", "guest-host", null, "jitsi-anonymous"),
        ],
    })[1..6].ShouldBe(
    [
        "  ~ Jicofo asks for a login: off -> on (file)",
        "  + virtual host for guests, authentication = \"jitsi-anonymous\"",
        "  + config.js: anonymousdomain: 'guest.meet-1.example'",
        "  ~ restart-service jicofo",
        "  ~ guests, in force: jitsi-anonymous",
    ]);

    [Fact]
    public void A_restart_of_jicofo_is_said() => Lines(Enforced with { Changes = [new("restart-service", "jicofo", null, null)] })
        .ShouldContain("  Jicofo would be restarted: it forgets who logged in, and opens no room until it is back");

    [Fact]
    public void A_server_that_was_never_seen_is_unknown_not_unchanged()
    {
        var lines = Lines(Enforced with { ObservedAt = null, Changes = [] });

        lines.ShouldContain("  nothing is known of it yet: fleet check name=meet-1");
        lines.ShouldNotContain("  no change");
        lines[^1].ShouldEndWith("1 unknown.");
    }

    [Fact]
    public void A_refusal_is_told_with_its_code() =>
        Lines(Enforced with { Outcome = CommandOutcome.Refused, Refusal = new("server-retired", "meet-1 is retired"), Changes = [] })
            .ShouldContain("  would refuse: meet-1 is retired  [server-retired]");

    private static string[] Lines(ServerPlan server) => Screens.Lines(s => PlanText.Write(s, new PlanResult("lockdown", [server], [], [])));
}
