using Fleet.Cli.Commands;
using Fleet.Contracts.Api;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Commands;

public sealed class EmergencyClockTests
{
    [Fact]
    public void It_says_how_many_doors_are_closed_and_what_becomes_of_the_others()
    {
        ProgressState[] states = [ProgressState.Proven, ProgressState.Proven, ProgressState.Working, ProgressState.Pending, ProgressState.Unknown, ProgressState.Drift];
        CommandProgress[] servers = [.. states.Select((s, i) => new CommandProgress($"meet-{i}", s, "open", "", null))];
        var clock = new EmergencyClock();
        clock.Count(servers).ShouldMatch("^after [0-9]+ s: 2 locked, 2 pending, 1 unreachable, 1 failed$");
        clock.Count(servers[..3]).ShouldMatch("^after [0-9]+ s: 2 locked, 1 pending, 0 unreachable$");
        clock.Count([servers[4] with { Verdict = "locked-login-not-proven" }]).ShouldEndWith("1 locked, 0 pending, 0 unreachable");
        clock.Count([servers[5] with { Verdict = "locked" }]).ShouldEndWith("1 locked, 0 pending, 0 unreachable");
        clock.Count([servers[5] with { State = ProgressState.Held, Verdict = "locked" }]).ShouldEndWith("0 locked, 0 pending, 0 unreachable, 1 held");
        clock.Ended(Status(servers)).ShouldEndWith("; who is unreachable is locked on its return, before anything else is done there");
        clock.Ended(Status(servers[..3])).ShouldNotContain("return");
    }

    private static CommandStatus Status(CommandProgress[] servers) => new(Guid.Empty, "set-access-mode", "dana", default, null, Finished: true, servers);
}
