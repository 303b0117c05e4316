using System.Globalization;

namespace Fleet.ControlPlane.Audit;

/// <summary>A place in both records: after this event and after this refusal. Numbers, not times: what is committed late is not jumped over.</summary>
public sealed record AuditCursor(long Event, long Refusal)
{
    public static AuditCursor Start { get; } = new(0, 0);

    public static AuditCursor? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return Start;
        var parts = text.Split('-');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var e)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var r) ? new(e, r) : null;
    }

    public override string ToString() => $"{Event}-{Refusal}";
}
