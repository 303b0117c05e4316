using Fleet.Jitsi.Host;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Host;

public sealed class ApplyReplyTests
{
    [Fact]
    public void Every_step_is_read()
    {
        var reply = ApplyReply.Parse(Replies.Whole("applied", Replies.Applied), Replies.Nonce, 2).ShouldBeOfType<HostReply<ApplyReply>.Answered>().Value;
        reply.Outcome.ShouldBe(ApplyOutcome.Partly);
        reply.Recovered.ShouldBe(new("0198f000-0000-7000-8000-000000000002", Recovery.Kept));
        reply.Steps.ShouldBe([new(1, StepState.Done, null, null), new(2, StepState.Failed, "not-owner", null), new(3, StepState.Done, null, 4)]);
        reply.Activation.ShouldBe(new(StepState.Done, null));
        reply.InForce.ShouldBe(new InForce.Unknown(InForceGap.NotRunning));
        reply.Guest.ShouldBe(new(StepState.Skipped, "jicofo-not-proven"));
        reply.Jicofo.ShouldBe(new(JicofoAuthority.Unknown, null, "no-answer"));
        reply.Entry.Sequence.ShouldBe(2);
        reply.Files.ShouldBe(FilesAre.Pending);
    }

    [Fact]
    public void A_program_of_before_guests_and_Jicofo_is_still_understood()
    {
        var old = Replies.InProtocol1(Replies.Applied).Where(line => !line.StartsWith("guest-", StringComparison.Ordinal) && !line.StartsWith("jicofo-", StringComparison.Ordinal));
        var reply = ApplyReply.Parse(Replies.Whole(1, "applied", old), Replies.Nonce, 1).ShouldBeOfType<HostReply<ApplyReply>.Answered>().Value;
        (reply.Guest, reply.Jicofo, reply.Files).ShouldBe((null, JicofoInForce.NotSaid, FilesAre.Written));
    }

    [Theory]
    [InlineData("refused", "lower-fence", "1763910000000009", false)]
    [InlineData("postponed", "dpkg-running", "-", true)]
    public void A_refusal_is_a_value_with_its_code(string kind, string code, string detail, bool postponed)
    {
        var bytes = Replies.Whole(kind, $"program 0.1.0 {Replies.Hash}", $"reason {code} {detail}");
        var refusal = ApplyReply.Parse(bytes, Replies.Nonce, 2).ShouldBeOfType<HostReply<ApplyReply>.Refused>().Refusal;
        refusal.ShouldBe(new(code, detail == "-" ? "" : detail, postponed, new("0.1.0", Replies.Hash)));
    }

    [Fact]
    public void A_hold_is_told_with_who_and_why()
    {
        var held = Hold(2, "1763900000 1763990000 hold dana abuse%2C%20INC-411").ShouldBeOfType<HostReply<ApplyReply>.Held>();
        held.Hold.ShouldBe(new(DateTimeOffset.FromUnixTimeSeconds(1763900000), DateTimeOffset.FromUnixTimeSeconds(1763990000), HostHoldKind.Hold, "dana", "abuse, INC-411"));
        held.Program.ShouldBe(new("0.3.0", Replies.Hash));
    }

    [Theory]
    [InlineData(1, "1763900000 1763990000 hold dana why")]
    [InlineData(2, "1763900000 1763990000 hold dana")]
    [InlineData(2, "1763900000 1763990000 grudge dana why")]
    [InlineData(2, "1763900000 999999999999999999 hold dana why")]
    [InlineData(2, "1763900000 1763990000 hold dana why not")]
    public void A_hold_that_is_not_as_agreed_is_no_answer(int protocol, string hold) => Hold(protocol, hold).ShouldBeOfType<HostReply<ApplyReply>.Unreadable>();

    private static HostReply<ApplyReply> Hold(int protocol, string hold) =>
        ApplyReply.Parse(Replies.Whole(protocol, "held", [$"program 0.3.0 {Replies.Hash}", $"hold {hold}"]), Replies.Nonce, protocol);

    [Fact]
    public void An_answer_to_another_command_is_no_answer() =>
        ApplyReply.Parse(Replies.Whole("observed", Replies.Observed), Replies.Nonce, 2)
            .ShouldBeOfType<HostReply<ApplyReply>.Unreadable>().Fault.ShouldBe(ReplyFault.WrongField);
}
