using Fleet.Cli.Output;
using Fleet.Contracts.Api;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Output;

public sealed class ServerTableTests
{
    private static readonly ServerSummary Server = new(
        Guid.Empty, "meet-1", "meet.example.org", new Dictionary<string, string> { ["region"] = "eu", ["env"] = "prod" }, 3, "members", "enforce", null,
        "locked", "checked", null, null, Screens.Now.AddSeconds(-5), Screens.Now, 0, null, new SessionCounts(12, 3, 2, 7), false);

    [Fact]
    public void A_line_says_what_is_known_and_how_old_it_is() => Row(Server).ShouldBe(
        "meet-1  meet.example.org  members  locked   0      enforce      checked  5 s ago  12 (3 without login)  env=prod,region=eu");

    [Fact]
    public void No_drift_on_a_server_that_could_not_be_looked_at_is_not_zero()
    {
        var row = Row(Server with { State = "unreachable", Verdict = "unknown", CheckedAt = null });

        row.ShouldContain(" ? ");
        row.ShouldContain("never");
    }

    [Fact]
    public void A_server_that_is_enforced_and_not_changed_says_why()
    {
        ServerHold pause = new("paused", "dana", Screens.Now, null, "debugging", Everywhere: false, "paused since ...", "fleet resume name=meet-1");
        Row(Server with { Held = [pause, pause with { Everywhere = true }] }).ShouldContain("  enforce, paused  checked  ");
    }

    private static string Row(ServerSummary server) => Screens.Lines(s => ServerTable.Write(s, [server]))[1];
}
