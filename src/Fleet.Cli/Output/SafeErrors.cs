using System.Text;

namespace Fleet.Cli.Output;

/// <summary>The parser's complaints repeat what was typed or pasted: that, too, must not steer a terminal.</summary>
internal sealed class SafeErrors(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(value is '\n' or '\r' ? value.ToString() : Printable.Of(value.ToString()));

    public override void Write(string? value) => inner.Write(string.Join('\n', (value ?? "").Split('\n').Select(Printable.Of)));

    public override void WriteLine(string? value)
    {
        Write(value);
        inner.WriteLine();
    }
}
