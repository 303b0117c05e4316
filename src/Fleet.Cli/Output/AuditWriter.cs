using Fleet.Cli.Running;
using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

/// <summary>Entry by entry, so that years of audit need no more memory than one.</summary>
internal sealed class AuditWriter(TextWriter writer, OutputFormat format)
{
    private bool hasHead;

    /// <summary>A file of no entries still has its head; one that could not be read has nothing.</summary>
    public void Head()
    {
        if (!hasHead && format == OutputFormat.Csv)
            writer.WriteLine(Csv.Row("time", "type", "server", "user", "actor", "address", "client", "reason", "command", "cause", "text", "data"));
        hasHead = true;
    }

    public void Write(AuditEntry entry)
    {
        Head();
        if (format == OutputFormat.Json) JsonText.WriteLine(writer, entry, ApiJson.Default.AuditEntry);
        else writer.WriteLine(format == OutputFormat.Csv ? Row(entry) : Line(entry));
    }

    public static string Line(AuditEntry e)
    {
        var why = e.Reason is { } reason ? $"  ({reason})" : "";
        return Printable.Of($"{Age.Utc(e.At)}  {e.Actor ?? "fleet"}  {e.Type}  {e.Text}{why}");
    }

    private static string Row(AuditEntry e) => Csv.Row(
        e.At.ToString("O"), e.Type, e.Server, e.User, e.Actor, e.Address, e.Client, e.Reason,
        e.CommandId?.ToString(), e.CausationId?.ToString(), e.Text, e.Data?.GetRawText());
}
