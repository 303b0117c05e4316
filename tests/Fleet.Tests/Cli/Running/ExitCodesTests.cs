using Fleet.Cli.Running;
using Fleet.Contracts.Api;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Cli.Running;

public sealed class ExitCodesTests
{
    [Theory]
    [InlineData("proven proven", 0, ExitCode.Done)]
    [InlineData("proven drift", 0, ExitCode.DriftFound)]
    [InlineData("drift", 0, ExitCode.DriftFound)]
    [InlineData("proven failed", 0, ExitCode.PartlyDone)]
    [InlineData("proven unknown", 0, ExitCode.PartlyDone)]
    [InlineData("proven", 1, ExitCode.PartlyDone)]
    [InlineData("drift", 1, ExitCode.PartlyDone)]
    [InlineData("failed", 0, ExitCode.Error)]
    [InlineData("unknown", 0, ExitCode.Error)]
    [InlineData("failed", 1, ExitCode.Error)]
    [InlineData("pending", 0, ExitCode.Error)]
    [InlineData("", 2, ExitCode.Refused)]
    [InlineData("", 0, ExitCode.Done)]
    public void A_command_is_done_only_when_every_server_is_proven(string states, int refused, object code) =>
        ExitCodes.Of(Accepted(refused), Status(states)).ShouldBe((ExitCode)code);

    [Fact]
    public void Without_waiting_only_refusals_count()
    {
        ExitCodes.Of(Accepted(0)).ShouldBe(ExitCode.Done);
        ExitCodes.Of(Accepted(2)).ShouldBe(ExitCode.Refused);
        ExitCodes.Of(Accepted(1) with { Servers = [.. Accepted(1).Servers, new("b", Guid.Empty, 1, CommandOutcome.Unchanged)] }).ShouldBe(ExitCode.PartlyDone);
    }

    [Theory]
    [InlineData(401, "token-unknown", ExitCode.Error)]
    [InlineData(404, "server-unknown", ExitCode.Refused)]
    [InlineData(412, "stale-generation", ExitCode.Refused)]
    [InlineData(403, "needs-approval", ExitCode.NeedsApproval)]
    [InlineData(404, "no-such-route", ExitCode.Error)]
    [InlineData(500, "internal", ExitCode.Error)]
    [InlineData(404, "unexpected-answer", ExitCode.Error)]
    [InlineData(0, "unreachable", ExitCode.Error)]
    public void A_problem_is_a_refusal_or_an_error(int status, string code, object exit) => ExitCodes.Of(new Problem("", status, code)).ShouldBe((ExitCode)exit);

    [Fact]
    public void A_server_that_could_not_be_judged_is_not_clean()
    {
        ExitCodes.Of(new DriftPage([], 0, 1, 3, [])).ShouldBe(ExitCode.Done);
        ExitCodes.Of(new DriftPage([], 0, 1, 3, [new("meet-1", "unreachable", null, null)])).ShouldBe(ExitCode.DriftFound);
    }

    [Fact]
    public void A_notice_is_no_drift()
    {
        var port = new DriftEntry("meet-1", "host", "exposed-port", "medium", "5222", "", default, null, Notice: true);
        ExitCodes.Of(new DriftPage([port], 1, 1, 3, [])).ShouldBe(ExitCode.Done);
        ExitCodes.Of(new DriftPage([port, port with { Kind = "guest-host", Notice = false }], 2, 1, 3, [])).ShouldBe(ExitCode.DriftFound);
    }

    [Fact]
    public void What_is_waived_is_no_drift()
    {
        var waived = new DriftEntry("meet-1", "on-disk", "user-missing", "high", "bob", "", default, null, Waiver: new("dana", "on leave", default));
        ExitCodes.Of(new DriftPage([waived], 1, 1, 3, [])).ShouldBe(ExitCode.Done);
        ExitCodes.Of(new DriftPage([waived, waived with { Waiver = null }], 2, 1, 3, [])).ShouldBe(ExitCode.DriftFound);
        ExitCodes.Of(new DriftPage([waived], 1, 1, 3, [new("meet-1", "unreachable", null, null)])).ShouldBe(ExitCode.DriftFound);
    }

    private static CommandAccepted Accepted(int refused) => new(
        Guid.Empty, [.. Enumerable.Range(0, refused).Select(i => new CommandServer($"r{i}", Guid.Empty, 1, CommandOutcome.Refused))], [], []);

    private static CommandStatus Status(string states) => new(
        Guid.Empty, "c", "a", default, null, true,
        [.. states.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((s, i) => new CommandProgress($"s{i}", Enum.Parse<ProgressState>(s, true), "", "", null))]);
}
