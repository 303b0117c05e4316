using System.Buffers;
using System.Text;

namespace Fleet.Contracts.Api.Client;

/// <summary>Reads <c>text/event-stream</c>, bounded: one event may hold 4 MiB, whatever the other side sends.</summary>
internal sealed class EventReader(Stream stream)
{
    private const int MaxEvent = 4 * 1024 * 1024;
    private readonly byte[] buffer = new byte[16 * 1024];
    private readonly ArrayBufferWriter<byte> line = new();
    private int position;
    private int length;

    /// <summary>The next event with data, or null at the end. <c>onLine</c> is told of every line, comments too.</summary>
    public async Task<StreamEvent?> Next(Action onLine, CancellationToken ct)
    {
        string name = "message", data = "";
        string? id = null;
        while (await ReadLine(MaxEvent - data.Length, ct) is { } text)
        {
            onLine();
            if (text.Length == 0)
            {
                if (data.Length > 0) return new StreamEvent(name, data[1..], id);
                (name, id) = ("message", null);
                continue;
            }

            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var field = colon < 0 ? text : text[..colon];
            var value = colon < 0 ? "" : text[(colon + 1)..];
            if (value.StartsWith(' ')) value = value[1..];
            if (field == "data") data += $"\n{value}";
            else if (field == "event") name = value;
            else if (field == "id") id = value;
        }

        return null;
    }

    private async ValueTask<string?> ReadLine(int limit, CancellationToken ct)
    {
        line.ResetWrittenCount();
        while (true)
        {
            if (position == length)
            {
                (position, length) = (0, await stream.ReadAsync(buffer, ct));
                if (length == 0) return null;
            }

            var end = Array.IndexOf(buffer, (byte)'\n', position, length - position);
            var until = end < 0 ? length : end;
            line.Write(buffer.AsSpan(position, until - position));
            position = end < 0 ? length : end + 1;
            if (line.WrittenCount > limit) throw TooLong();
            if (end >= 0) return Encoding.UTF8.GetString(line.WrittenSpan).TrimEnd('\r');
        }
    }

    private static ProblemException TooLong() =>
        new(new Problem($"The control plane sent an event of more than {MaxEvent} bytes", 200, "unexpected-answer"));
}
