namespace Fleet.Cli.Output;

internal static class Age
{
    public static string Of(DateTimeOffset? at, DateTimeOffset now) => at is { } time ? $"{Text(now - time)} ago" : "never";

    public static string Text(TimeSpan span) => span switch
    {
        { Ticks: < 0 } => "0 s",
        { TotalSeconds: < 100 } => $"{span.TotalSeconds:0} s",
        { TotalMinutes: < 100 } => $"{span.TotalMinutes:0} min",
        { TotalHours: < 48 } => $"{span.TotalHours:0} h",
        _ => $"{span.TotalDays:0} d",
    };

    public static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'");
}
