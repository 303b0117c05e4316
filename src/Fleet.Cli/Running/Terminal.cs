using System.Text;
using Microsoft.Win32.SafeHandles;

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

    /// <summary>Interrupting the program ends the waiting too.</summary>
    public async Task<string?> Ask(string question, CancellationToken ct)
    {
        await Error.WriteAsync(question);
        return await Task.Run(In.ReadLine, ct).WaitAsync(ct);
    }

    public async Task<string?> AskHidden(string question, CancellationToken ct)
    {
        using (new NoEcho())
        {
            var answer = await Ask(question, ct);
            await Error.WriteLineAsync();
            return answer;
        }
    }

    private static Terminal FromProcess()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var color = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb";
        return new Terminal(
            // The framework's own reader of a terminal echoes by itself, whatever the terminal was told.
            new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 1), utf8),
            new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            !Console.IsInputRedirected,
            !Console.IsOutputRedirected,
            !Console.IsErrorRedirected,
            color,
            Console.IsOutputRedirected ? int.MaxValue : Math.Max(60, Console.WindowWidth));
    }
}
