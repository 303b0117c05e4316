namespace Fleet.Jitsi.Host;

/// <summary>Reads a reply's lines in the one order they may have. The first fault stops it: what follows reads as nothing.</summary>
internal sealed class ReplyReader(string[] lines, int protocol)
{
    private int at;

    public string? Fault { get; private set; }

    public bool Complete => Fault is null && at == lines.Length;

    /// <summary>Lines of a later protocol must be there in it, and nowhere else.</summary>
    public bool Speaks(int least) => protocol >= least;

    public T? One<T>(string keyword, Func<ReplyFields, T> read)
    {
        if (Here(keyword)) return Read(keyword, read);
        Fail(keyword, "missing");
        return default;
    }

    public T? Optional<T>(string keyword, Func<ReplyFields, T> read) => Here(keyword) ? Read(keyword, read) : default;

    public IReadOnlyList<T> Many<T>(string keyword, int max, Func<ReplyFields, T> read)
    {
        var all = new List<T>();
        while (Here(keyword))
        {
            if (all.Count == max) Fail(keyword, $"more than {max}");
            else all.Add(Read(keyword, read)!);
        }
        return all;
    }

    /// <summary>The lines of a file's content, each after a bar.</summary>
    public string? Content(long count)
    {
        if (Fault is not null || count > lines.Length - at) return Failed("content", "too short");
        var content = new string[count];
        for (var i = 0; i < content.Length; i++, at++)
        {
            if (!lines[at].StartsWith('|') || WireToken.DecodeLine(lines[at].AsSpan(1)) is not { } line) return Failed("content", "not encoded");
            content[i] = line;
        }
        return string.Join('\n', content);
    }

    public void Fail(string keyword, string why) => Fault ??= $"line {at + 2} ({keyword}): {why}";

    private string? Failed(string keyword, string why)
    {
        Fail(keyword, why);
        return null;
    }

    private bool Here(string keyword) =>
        Fault is null && at < lines.Length && lines[at].StartsWith(keyword, StringComparison.Ordinal)
        && (lines[at].Length == keyword.Length || lines[at][keyword.Length] == ' ');

    private T? Read<T>(string keyword, Func<ReplyFields, T> read)
    {
        var fields = new ReplyFields(lines[at++].Split(' ')[1..]);
        var value = read(fields);
        if (fields.Fault is null && fields.Complete) return value;
        at--;
        Fail(keyword, fields.Fault ?? "more fields than known");
        return default;
    }
}
