namespace Fleet.Jitsi.Host;

/// <summary>A program from before the protocol that it was asked in: it refuses in its own.</summary>
public static class OlderProgram
{
    private const string NoNonce = "-";

    /// <returns>null: the bytes are anything else.</returns>
    public static HostProgram? Read(ReadOnlySpan<byte> bytes) =>
        ReplyParser.Parse<HostProgram>(bytes, NoNonce, HostProtocol.Oldest, "refused", ReplyParser.Program)
            is HostReply<HostProgram>.Refused { Refusal: { Code: "bad-request", Detail: "header", Postponed: false, Program: var program } }
            ? program
            : null;
}
