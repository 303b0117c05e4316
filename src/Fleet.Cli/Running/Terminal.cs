using System.Text;

namespace Fleet.Cli.Running;

/// <summary>Where a command reads and prints. Only data goes to <see cref="Out"/>; questions, progress and errors go to <see cref="Error"/>.</summary>
internal sealed record Terminal(
    TextReader In,
    TextWriter Out,
    TextWriter Error,
    bool InIsTerminal,
    bool OutIsTerminal,
    bool ErrorIsTerminal,
    bool Color,
    int Width)
{
    private static readonly Lazy<Terminal> Own = new(FromProcess);

    public static Terminal Process => Own.Value;

    /// <summary>Somebody is there to be asked.</summary>
    public bool Interactive => InIsTerminal && ErrorIsTerminal;

    public string? Ask(string question)
    {
        Error.Write(question);
        Error.Flush();
        return In.ReadLine();
    }

    private static Terminal FromProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var color = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb";
        return new Terminal(
            Console.In,
            new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            !Console.IsInputRedirected,
            !Console.IsOutputRedirected,
            !Console.IsErrorRedirected,
            color,
            Console.IsOutputRedirected ? int.MaxValue : Math.Max(60, Console.WindowWidth));
    }
}
