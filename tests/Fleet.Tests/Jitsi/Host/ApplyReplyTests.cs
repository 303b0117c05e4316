using Fleet.Jitsi.Host;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Host;

public sealed class ApplyReplyTests
{
    [Fact]
    public void Every_step_is_read()
    {
        var reply = ApplyReply.Parse(Replies.Whole("applied", Replies.Applied), Replies.Nonce).ShouldBeOfType<HostReply<ApplyReply>.Answered>().Value;
        reply.Outcome.ShouldBe(ApplyOutcome.Partly);
        reply.Recovered.ShouldBe(new("0198f000-0000-7000-8000-000000000002", Recovery.Kept));
        reply.Steps.ShouldBe([new(1, StepState.Done, null, null), new(2, StepState.Failed, "not-owner", null), new(3, StepState.Done, null, 4)]);
        reply.Activation.ShouldBe(new(StepState.Done, null));
        reply.InForce.ShouldBe(new InForce.Unknown(InForceGap.NotRunning));
        reply.Guest.ShouldBe(new(StepState.Skipped, "jicofo-not-proven"));
        reply.Jicofo.ShouldBe(new(JicofoAuthority.Unknown, null, "no-answer"));
        reply.Entry.Sequence.ShouldBe(2);
    }

    [Fact]
    public void A_program_of_before_guests_and_Jicofo_is_still_understood()
    {
        var old = Replies.Applied.Where(line => !line.StartsWith("guest-", StringComparison.Ordinal) && !line.StartsWith("jicofo-", StringComparison.Ordinal));
        var reply = ApplyReply.Parse(Replies.Whole("applied", old), Replies.Nonce).ShouldBeOfType<HostReply<ApplyReply>.Answered>().Value;
        (reply.Guest, reply.Jicofo).ShouldBe((null, JicofoInForce.NotSaid));
    }

    [Theory]
    [InlineData("refused", "lower-fence", "1763910000000009", false)]
    [InlineData("postponed", "dpkg-running", "-", true)]
    public void A_refusal_is_a_value_with_its_code(string kind, string code, string detail, bool postponed)
    {
        var bytes = Replies.Whole(kind, $"program 0.1.0 {Replies.Hash}", $"reason {code} {detail}");
        var refusal = ApplyReply.Parse(bytes, Replies.Nonce).ShouldBeOfType<HostReply<ApplyReply>.Refused>().Refusal;
        refusal.ShouldBe(new(code, detail == "-" ? "" : detail, postponed, new("0.1.0", Replies.Hash)));
    }

    [Fact]
    public void An_answer_to_another_command_is_no_answer() =>
        ApplyReply.Parse(Replies.Whole("observed", Replies.Observed), Replies.Nonce)
            .ShouldBeOfType<HostReply<ApplyReply>.Unreadable>().Fault.ShouldBe(ReplyFault.WrongField);
}
