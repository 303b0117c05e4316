using System.Security.Cryptography;
using System.Text;

namespace Fleet.Jitsi.Host;

/// <summary>
/// A reply that came whole: its first line carries the nonce and what it is, its last the nonce and the hash of all before it.
/// Bytes that differ anywhere from what the program wrote are a fault, never another answer.
/// </summary>
internal sealed record ReplyFrame(string Kind, string[] Lines)
{
    public static (ReplyFrame? Frame, ReplyFault Fault, string Evidence) Open(ReadOnlySpan<byte> bytes, string nonce, int protocol)
    {
        if (bytes.IsEmpty) return Failed(ReplyFault.Empty, "no reply");
        if (bytes.Length > HostProtocol.MaxReplyBytes) return Failed(ReplyFault.TooBig, $"more than {HostProtocol.MaxReplyBytes} bytes");
        var first = FirstLine(bytes).Split(' ');
        if (first is not [HostProtocol.Name, var version, var echoed, var kind]) return Failed(ReplyFault.Garbage, Printable(bytes));
        if (version != protocol.ToString()) return Failed(ReplyFault.WrongVersion, $"protocol {Printable(version)}");
        return echoed == nonce ? Closed(bytes, nonce, kind) : Failed(ReplyFault.WrongNonce, "the reply carries another nonce");
    }

    private static (ReplyFrame?, ReplyFault, string) Closed(ReadOnlySpan<byte> bytes, string nonce, string kind)
    {
        var end = bytes[^1] == '\n' ? bytes[..^1].LastIndexOf((byte)'\n') + 1 : 0;
        var last = end > 0 ? Encoding.Latin1.GetString(bytes[end..^1]).Split(' ') : [];
        if (last is not ["end", var echoed, var hash] || echoed != nonce)
            return Failed(ReplyFault.Truncated, $"no end marker after {bytes.Length} bytes");
        if (hash != Convert.ToHexStringLower(SHA256.HashData(bytes[..end])))
            return Failed(ReplyFault.Altered, "the bytes are not those that the program hashed");
        return (new(kind, Encoding.Latin1.GetString(bytes[..(end - 1)]).Split('\n')[1..]), default, "");
    }

    private static string FirstLine(ReadOnlySpan<byte> bytes)
    {
        var line = bytes[..Math.Min(bytes.Length, 256)];
        var end = line.IndexOf((byte)'\n');
        return Encoding.Latin1.GetString(end < 0 ? line : line[..end]);
    }

    private static string Printable(ReadOnlySpan<byte> bytes) => Printable(FirstLine(bytes));

    private static string Printable(string text) =>
        string.Concat(text.Take(120).Select(c => c is >= ' ' and <= '~' ? c : '?'));

    private static (ReplyFrame?, ReplyFault, string) Failed(ReplyFault fault, string evidence) => (null, fault, evidence);
}
