using Fleet.Cli.Commands;
using Fleet.Cli.Output;
using Fleet.Contracts.Api;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Output;

public sealed class ResultTextTests
{
    private static readonly CommandAccepted Accepted = new(
        Guid.Empty,
        [
            new("meet-1", Guid.Empty, 4, CommandOutcome.Accepted),
            new("meet-2", Guid.Empty, 7, CommandOutcome.Refused, new("server-retired", "meet-2 is retired", "fleet servers list --retired")),
        ],
        [new("alice", "meet-1")],
        [new("alice", "meet-3")]);

    [Fact]
    public void It_says_who_refused_and_why_what_was_proven_and_what_to_do_next()
    {
        var status = new CommandStatus(
            Guid.Empty, "lockdown", "root", Screens.Now, null, true, [new("meet-1", ProgressState.Proven, "locked", "ANONYMOUS refused 12:00:01Z", Screens.Now)]);

        Screens.Lines(s => ResultText.Write(s, new CommandResult(Accepted, status, false))).ShouldBe(
        [
            "SERVER  RESULT   VERDICT  SEEN",
            "meet-1  proven   locked   ANONYMOUS refused 12:00:01Z",
            "meet-2  refused  -        meet-2 is retired  [server-retired]",
            "+ alice on meet-1",
            "- alice on meet-3",
            $"1 proven, 1 refused  command {Guid.Empty}",
            "next: fleet servers list --retired",
        ]);
    }

    [Fact]
    public void Without_waiting_only_the_acceptance_is_claimed() =>
        Screens.Lines(s => ResultText.Write(s, new CommandResult(Accepted, null, false)))[1].ShouldBe("meet-1  accepted  -        generation 4");
}
