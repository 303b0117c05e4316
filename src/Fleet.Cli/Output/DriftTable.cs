using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

internal static class DriftTable
{
    public static void Write(Screen screen, IReadOnlyList<DriftEntry> entries)
    {
        Standing(screen, [.. entries.Where(e => e.Waiver is null)]);
        Waived(screen, [.. entries.Where(e => e.Waiver is not null)]);
        foreach (var entry in entries.Where(e => e.Circumstances is { Count: > 0 })) Circumstances(screen, entry);
    }

    private static void Standing(Screen screen, DriftEntry[] entries)
    {
        if (entries.Length == 0) return;
        screen.Rows(
            ["SERVER", "SEVERITY", "KIND", "SUBJECT", "SINCE", "SEEN", "REPAIR"],
            entries.Select(e => new[]
            {
                e.Server, Cell.Word(e.Severity), e.Kind, e.Subject, Age.Of(e.Since, screen.Now), e.Evidence, e.Repair,
            }));
    }

    private static void Waived(Screen screen, DriftEntry[] entries)
    {
        if (entries.Length == 0) return;
        screen.Line("waived: left alone until an operator's end, and not counted", Tone.Faint);
        screen.Rows(
            ["SERVER", "SEVERITY", "KIND", "SUBJECT", "SINCE", "SEEN", "UNTIL", "OWNER", "REASON"],
            entries.Select(e => new Cell[]
            {
                e.Server, Cell.Word(e.Severity), e.Kind, e.Subject, Age.Of(e.Since, screen.Now), e.Evidence, Age.Utc(e.Waiver!.Until),
                e.Waiver.Owner, e.Waiver.Reason,
            }));
    }

    private static void Circumstances(Screen screen, DriftEntry entry)
    {
        screen.Line($"{entry.Server} {entry.Kind} {entry.Subject}: on the host about that time (circumstantial)", Tone.Faint);
        foreach (var c in entry.Circumstances!)
            screen.Line($"  {Age.Utc(c.At)}  {c.Kind,-7}  {c.Who,-10}  {c.What}", Tone.Faint);
    }

    public static void Write(Screen screen, DriftPage page)
    {
        Write(screen, page.Items);
        if (page.Items.Count > 0) screen.Line();
        if (page.Unjudged.Count > 0)
        {
            screen.Rows(
                ["SERVER", "STATE", "CHECKED", "WHY"],
                page.Unjudged.Select(u => new[] { u.Server, Cell.Word(u.State), Age.Of(u.CheckedAt, screen.Now), u.Text }));
            screen.Line();
        }

        var drift = page.Items.Where(i => i is { Notice: false, Waiver: null }).ToList();
        var drifted = drift.Select(i => i.Server).Distinct(StringComparer.Ordinal).Count();
        var waived = page.Items.Count(i => i.Waiver is not null);
        var notices = page.Items.Count - drift.Count - waived;
        screen.Line($"{drift.Count} drift on {drifted} of {page.Servers} servers, {page.Unjudged.Count} unknown"
            + $"{(waived > 0 ? $"; {waived} waived" : "")}{(notices > 0 ? $"; {notices} notices" : "")}");
    }

    public static string Line(DriftChange change)
    {
        var entry = change.Entry;
        return $"{Age.Utc(change.At)}  {entry.Server}  {change.Change}  {entry.Severity} {entry.Kind} {entry.Subject}: {change.How ?? entry.Evidence}";
    }
}
