using System.Text;

namespace Fleet.Jitsi.Host;

internal static class RequestFrame
{
    /// <summary>A header of fixed length says how long the body is: the host reads it all, and no more, before it does anything.</summary>
    public static byte[] Around(int protocol, string command, string nonce, IEnumerable<string> lines)
    {
        var body = string.Concat(Lines(command, nonce, lines).Select(line => line + '\n'));
        return Encoding.ASCII.GetBytes($"{HostProtocol.Name} {protocol} {body.Length:D8}\n{body}");
    }

    public static string Line(string keyword, params IEnumerable<string?> words) =>
        string.Join(' ', words.Select(WireToken.Encode).Prepend(keyword));

    private static IEnumerable<string> Lines(string command, string nonce, IEnumerable<string> lines) =>
        [Line(command, nonce), .. lines, Line("end", nonce)];
}
