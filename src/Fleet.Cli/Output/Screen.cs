using Fleet.Cli.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Fleet.Cli.Output;

/// <summary>Data for people: aligned, in colour on a terminal, one record per line wherever it is read by something else.</summary>
internal sealed class Screen(Terminal terminal, DateTimeOffset now)
{
    private readonly List<IRenderable> parts = [];

    public DateTimeOffset Now => now;

    public void Line(string text = "", Style? style = null)
    {
        parts.Add(new Text(Printable.Of(text), style ?? Tone.Plain));
        parts.Add(Text.NewLine);
    }

    public bool IsTerminal => terminal.OutIsTerminal;

    /// <summary><c>cut</c>: on a terminal, one line per row, what is too long ends in dots.</summary>
    public void Rows(string[] headers, IEnumerable<Cell[]> rows, bool cut = false)
    {
        var table = new Table().NoBorder();
        foreach (var header in headers)
            table.AddColumn(new TableColumn(new Text(header, Tone.Faint)) { NoWrap = cut }.PadLeft(0).PadRight(2));
        foreach (var row in rows) table.AddRow(row.Select(cell => Shown(cell, cut)));
        parts.Add(table);
    }

    private static Text Shown(Cell cell, bool cut) =>
        new(Printable.Of(cell.Text), cell.Style) { Overflow = cut ? Overflow.Ellipsis : Overflow.Fold };

    /// <summary>A list of "name: value" lines; what has no value is left out.</summary>
    public void Facts(params (string Name, string? Value)[] facts)
    {
        var grid = new Grid().AddColumn(new GridColumn().NoWrap().Width(13).PadLeft(0).PadRight(1)).AddColumn(new GridColumn().PadLeft(0));
        foreach (var (name, value) in facts.Where(f => f.Value is not null))
            grid.AddRow(new Text(name, Tone.Faint), new Text(Printable.Of(value!), Tone.Of(value!)));
        parts.Add(grid);
    }

    public void Flush()
    {
        using var buffer = new StringWriter();
        var color = terminal is { OutIsTerminal: true, Color: true };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = color ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            Out = new AnsiConsoleOutput(buffer),
        });
        console.Profile.Width = terminal.OutIsTerminal ? terminal.Width : 100_000;
        foreach (var part in parts) console.Write(part);
        foreach (var line in buffer.ToString().TrimEnd('\n').Split('\n'))
            terminal.Out.WriteLine(terminal.OutIsTerminal ? line : line.TrimEnd());
    }
}

internal readonly record struct Cell(string Text, Style Style)
{
    public static implicit operator Cell(string? text) => new(text ?? "-", Tone.Plain);

    /// <summary>A word of the field, in the colour of what it means.</summary>
    public static Cell Word(string? word) => new(word ?? "-", Tone.Of(word ?? ""));
}
