namespace Fleet.Jitsi.Host;

internal static class ReplyParser
{
    public static HostReply<T> Parse<T>(ReadOnlySpan<byte> bytes, string nonce, int protocol, string kind, Func<ReplyReader, T> read)
    {
        var (frame, fault, evidence) = ReplyFrame.Open(bytes, nonce, protocol);
        if (frame is null) return new HostReply<T>.Unreadable(fault, evidence);
        var reader = new ReplyReader(frame.Lines, protocol);
        HostReply<T> reply = frame.Kind switch
        {
            "refused" => new HostReply<T>.Refused(Refusal(reader, postponed: false)),
            "postponed" => new HostReply<T>.Refused(Refusal(reader, postponed: true)),
            "held" when reader.Speaks(2) => Held<T>(reader),
            _ when frame.Kind == kind => new HostReply<T>.Answered(read(reader)),
            _ => new HostReply<T>.Unreadable(ReplyFault.WrongField, "the reply is to another command"),
        };
        return reader.Complete || reply is HostReply<T>.Unreadable
            ? reply
            : new HostReply<T>.Unreadable(ReplyFault.WrongField, reader.Fault ?? "lines after the last known one");
    }

    public static HostProgram Program(ReplyReader reader) => reader.One("program", f => new HostProgram(f.Text(), f.Hash()))!;

    public static HostHold Hold(ReplyFields f) => new(f.Time(), f.Time(), f.OneOf<HostHoldKind>(), f.Text(), f.Text());

    private static HostReply<T>.Held Held<T>(ReplyReader reader)
    {
        var program = Program(reader);
        return new(reader.One("hold", Hold)!, program);
    }

    private static HostRefusal Refusal(ReplyReader reader, bool postponed)
    {
        var program = Program(reader);
        return reader.One("reason", f => new HostRefusal(f.Text(), f.OptionalText() ?? "", postponed, program))!;
    }
}
