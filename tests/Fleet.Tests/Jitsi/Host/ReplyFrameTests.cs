using System.Text;
using CsCheck;
using Fleet.Jitsi.Host;
using Shouldly;
using Xunit;

namespace Fleet.Tests.Jitsi.Host;

public sealed class ReplyFrameTests
{
    private static readonly byte[] Whole = Replies.Whole("observed", Replies.Observed);

    private static ReplyFault? Fault(ReadOnlySpan<byte> bytes, string nonce = Replies.Nonce) =>
        (ObserveReply.Parse(bytes, nonce, 2) as HostReply<ObserveReply>.Unreadable)?.Fault;

    [Fact]
    public void A_whole_reply_has_no_fault() => Fault(Whole).ShouldBeNull();

    [Fact]
    public void Nothing_is_not_an_answer() => Fault([]).ShouldBe(ReplyFault.Empty);

    [Fact]
    public void Another_nonce_is_not_an_answer() => Fault(Whole, "fedcba9876543210").ShouldBe(ReplyFault.WrongNonce);

    [Fact]
    public void Another_protocol_is_not_an_answer() =>
        Fault(Encoding.ASCII.GetBytes($"fleet-host 1 {Replies.Nonce} observed\n")).ShouldBe(ReplyFault.WrongVersion);

    [Fact]
    public void More_than_the_bound_is_not_read() => Fault(new byte[HostProtocol.MaxReplyBytes + 1]).ShouldBe(ReplyFault.TooBig);

    [Fact]
    public void Evidence_of_garbage_is_printable_and_short()
    {
        var noise = Encoding.Latin1.GetBytes("sudo: \u001b[31mpassword\u0007" + new string('x', 4000));
        var garbage = ObserveReply.Parse(noise, Replies.Nonce, 2).ShouldBeOfType<HostReply<ObserveReply>.Unreadable>();
        garbage.Fault.ShouldBe(ReplyFault.Garbage);
        garbage.Evidence.ShouldStartWith("sudo: ?[31mpassword?xxx");
        garbage.Evidence.Length.ShouldBe(120);
    }

    [Fact]
    public void A_reply_cut_anywhere_is_never_an_answer()
    {
        for (var length = 0; length < Whole.Length; length++)
            Fault(Whole.AsSpan(0, length)).ShouldNotBeNull($"cut after {length} bytes");
    }

    [Fact]
    public void Any_changed_byte_is_a_fault() =>
        Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Byte).Where(change => Whole[change.Item1] != change.Item2)
            .Sample(change => Fault([.. Whole[..change.Item1], change.Item2, .. Whole[(change.Item1 + 1)..]]) is not null);

    [Fact]
    public void Any_bytes_added_are_a_fault() =>
        Gen.Select(Gen.Int[0, Whole.Length], Gen.Byte.Array[1, 40])
            .Sample(more => Fault([.. Whole[..more.Item1], .. more.Item2, .. Whole[more.Item1..]]) is not null);

    [Fact]
    public void No_bytes_make_the_parser_throw() =>
        Gen.Byte.Array[0, 400].Sample(bytes => Fault([.. "fleet-host 2 "u8, .. bytes]) is not null);

    [Fact]
    public void A_well_signed_reply_of_any_words_is_read_or_refused_and_never_throws() =>
        Gen.Select(Gen.Int[0, Replies.Observed.Length - 1], Gen.Int[0, 16], Word).Sample(edit =>
        {
            var lines = Replies.Observed.ToArray();
            var words = lines[edit.Item1].Split(' ');
            words[edit.Item2 % words.Length] = edit.Item3;
            lines[edit.Item1] = string.Join(' ', words);
            ObserveReply.Parse(Replies.Whole("observed", lines), Replies.Nonce, 2).ShouldNotBeOfType<HostReply<ObserveReply>.Refused>();
        });

    private static readonly string[] Awkward = ["%", "-", "%2", "%GG", "999999999999999999", "9223372036854775808", "%00", "||"];

    private static readonly Gen<string> Word = Gen.OneOf(
        Gen.String[Gen.Char[" %-0129|afAF\u00ff\t"], 0, 6],
        Gen.Int[0, Awkward.Length - 1].Select(i => Awkward[i]));
}
