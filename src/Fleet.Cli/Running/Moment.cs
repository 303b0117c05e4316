using System.CommandLine;
using System.Globalization;

namespace Fleet.Cli.Running;

/// <summary>A point in time as people type it: a date, a time (UTC unless it says otherwise), or a distance such as 2h.</summary>
/// <param name="Text">As it was typed.</param>
internal sealed record Moment(DateTimeOffset? At, TimeSpan Distance, string Text)
{
    public static Option<Moment?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "2h|2025-06-01|2025-06-01T18:00Z",
        CustomParser = result =>
        {
            var moment = Parse(result.Tokens[0].Value);
            if (moment is null) result.AddError($"'{result.Tokens[0].Value}' is no time: write 2h, 2025-06-01 or 2025-06-01T18:00Z.");
            return moment;
        },
    };

    public DateTimeOffset Before(DateTimeOffset now) => At ?? now - Distance;

    public DateTimeOffset After(DateTimeOffset now) => At ?? now + Distance;

    internal static Moment? Parse(string text)
    {
        if (Durations.TryParse(text, out var span)) return new(null, span, text);
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        string[] formats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];
        return DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, Utc, out var at) ? new(at, default, text) : null;
    }
}
