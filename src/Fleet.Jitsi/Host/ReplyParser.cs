namespace Fleet.Jitsi.Host;

internal static class ReplyParser
{
    public static HostReply<T> Parse<T>(ReadOnlySpan<byte> bytes, string nonce, string kind, Func<ReplyReader, T> read)
    {
        var (frame, fault, evidence) = ReplyFrame.Open(bytes, nonce);
        if (frame is null) return new HostReply<T>.Unreadable(fault, evidence);
        var reader = new ReplyReader(frame.Lines);
        HostReply<T> reply = frame.Kind switch
        {
            "refused" => new HostReply<T>.Refused(Refusal(reader, postponed: false)),
            "postponed" => new HostReply<T>.Refused(Refusal(reader, postponed: true)),
            _ when frame.Kind == kind => new HostReply<T>.Answered(read(reader)),
            _ => new HostReply<T>.Unreadable(ReplyFault.WrongField, "the reply is to another command"),
        };
        return reader.Complete || reply is HostReply<T>.Unreadable
            ? reply
            : new HostReply<T>.Unreadable(ReplyFault.WrongField, reader.Fault ?? "lines after the last known one");
    }

    public static HostProgram Program(ReplyReader reader) => reader.One("program", f => new HostProgram(f.Text(), f.Hash()))!;

    private static HostRefusal Refusal(ReplyReader reader, bool postponed)
    {
        var program = Program(reader);
        return reader.One("reason", f => new HostRefusal(f.Text(), f.OptionalText() ?? "", postponed, program))!;
    }
}
