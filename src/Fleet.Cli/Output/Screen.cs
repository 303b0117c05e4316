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

    /// <summary><c>cut</c>: on a terminal, the last column ends where the line does.</summary>
    public void Rows(string[] headers, IEnumerable<Cell[]> rows, bool cut = false)
    {
        Cell[][] shown = [.. rows.Select(row => row.Select(cell => cell with { Text = Printable.Of(cell.Text) }).ToArray())];
        if (cut && IsTerminal) Cut(headers, shown);
        var table = new Table().NoBorder();
        foreach (var header in headers) table.AddColumn(new TableColumn(new Text(header, Tone.Faint)).PadLeft(0).PadRight(2));
        foreach (var row in shown) table.AddRow(row.Select(cell => new Text(cell.Text, cell.Style)));
        parts.Add(table);
    }

    private void Cut(string[] headers, Cell[][] rows)
    {
        var last = headers.Length - 1;
        var room = terminal.Width - 2 - Enumerable.Range(0, last).Sum(i => 2 + rows.Select(row => row[i].Text.Length).Append(headers[i].Length).Max());
        foreach (var row in rows.Where(row => row[last].Text.Length > Math.Max(room, 20)))
            row[last] = row[last] with { Text = $"{row[last].Text[..(Math.Max(room, 20) - 3)]}..." };
    }

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
