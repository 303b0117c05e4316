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
    public void On_a_narrow_terminal_the_evidence_is_cut_in_the_table_and_told_in_full_where_it_is_needed()
    {
        var evidence = string.Join(' ', Enumerable.Repeat("evidence", 30));
        var status = new CommandStatus(
            Guid.Empty, "lockdown", "root", Screens.Now, null, true, [new("meet-1", ProgressState.Unknown, "unknown", evidence, Screens.Now)]);

        var text = Screens.Text(Screens.Terminal() with { Color = false }, s => ResultText.Write(s, new CommandResult(Accepted, status, false)));

        text.Split('\n')[1].TrimEnd().ShouldMatch("^meet-1  unknown  unknown  evidence .*\\.\\.\\.$");
        text.Split('\n')[2].ShouldStartWith("meet-2");
        text.ReplaceLineEndings(" ").ShouldContain($"meet-1: {evidence[..80]}");
    }

    [Fact]
    public void Without_waiting_only_the_acceptance_is_claimed() =>
        Screens.Lines(s => ResultText.Write(s, new CommandResult(Accepted, null, false)))[1].ShouldBe("meet-1  accepted  -        generation 4");
}
