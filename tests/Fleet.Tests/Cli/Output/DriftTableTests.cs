using Fleet.Cli.Output;
using Fleet.Contracts.Api;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Output;

public sealed class DriftTableTests
{
    private static readonly DriftEntry Entry = new(
        "meet-1", "on-disk", "access-mode", "critical", "provider", "it is open", Screens.Now.AddMinutes(-3), Screens.Now, "reports only",
        [new("sudo", Screens.Now.AddMinutes(-4), "anna\u001b[2J", "/usr/bin/vim"), new("package", Screens.Now.AddMinutes(-9), "apt", "upgrade prosody 0.12.3-1")]);

    [Fact]
    public void circumstances_follow_their_drift_and_are_called_what_they_are()
    {
        var lines = Screens.Lines(s => DriftTable.Write(s, [Entry]));
        lines[2].ShouldBe("meet-1 access-mode provider: on the host about that time (circumstantial)");
        lines[3].ShouldStartWith("  2025-11-23 11:56:00Z  sudo     anna");
        lines[3].ShouldNotContain("\u001b");
        lines[4].ShouldBe("  2025-11-23 11:51:00Z  package  apt         upgrade prosody 0.12.3-1");
    }

    [Fact]
    public void what_is_waived_stands_apart_with_its_owner_reason_and_end()
    {
        var waived = Entry with { Kind = "user-missing", Circumstances = null, Waiver = new("dana", "on leave\u001b[2J", Screens.Now.AddDays(1)) };
        var lines = Screens.Lines(s => DriftTable.Write(s, new DriftPage([Entry with { Circumstances = null }, waived], 2, 1, 3, [])));
        lines[1].ShouldContain("access-mode");
        lines[2].ShouldStartWith("waived:");
        lines[4].ShouldContain("user-missing");
        lines[4].ShouldContain("2025-11-24 12:00:00Z");
        lines[4].ShouldContain("dana");
        lines[4].ShouldNotContain("\u001b");
        lines[^1].ShouldBe("1 drift on 1 of 3 servers, 0 unknown; 1 waived");
    }

    [Fact]
    public void a_drift_without_any_is_one_line() => Screens.Lines(s => DriftTable.Write(s, [Entry with { Circumstances = null }])).Length.ShouldBe(2);
}
