using System.Text;

namespace Fleet.Cli.Output;

/// <summary>
/// Lets others' words through line by line, escaped: the parser's complaints, which repeat what was typed or pasted, and what a host says. Line ends
/// pass as they come (ssh needs both characters while the terminal is raw), a lone carriage return doesn't: it would overwrite the line.
/// </summary>
internal sealed class SafeErrors(TextWriter inner) : TextWriter
{
    private bool heldReturn;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        var lines = ((heldReturn ? "\r" : "") + value).Split('\n');
        heldReturn = lines[^1].EndsWith('\r');
        if (heldReturn) lines[^1] = lines[^1][..^1];
        inner.Write(string.Join('\n', lines.Select(Shown)));
    }

    private static string Shown(string line) => line.EndsWith('\r') ? $"{Printable.Of(line[..^1])}\r" : Printable.Of(line);

    public override void WriteLine(string? value) => Write($"{value}\n");
}
