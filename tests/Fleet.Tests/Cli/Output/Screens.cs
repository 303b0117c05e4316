using Fleet.Cli.Output;
using Fleet.Cli.Running;

namespace Fleet.Tests.Cli.Output;

internal static class Screens
{
    public static readonly DateTimeOffset Now = new(2025, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static Terminal Pipe() => new(TextReader.Null, new StringWriter(), new StringWriter(), false, false, false, true, int.MaxValue);

    public static Terminal Terminal() => Pipe() with { InIsTerminal = true, OutIsTerminal = true, ErrorIsTerminal = true, Width = 120 };

    public static string[] Lines(Action<Screen> draw) => Text(Pipe(), draw).TrimEnd('\n').Split('\n');

    public static string Text(Terminal terminal, Action<Screen> draw)
    {
        var screen = new Screen(terminal, Now);
        draw(screen);
        screen.Flush();
        return terminal.Out.ToString()!;
    }
}
