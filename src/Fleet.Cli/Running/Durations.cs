using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Fleet.Cli.Running;

internal static class Durations
{
    public static Option<TimeSpan?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "90s|5m|2h|7d",
        CustomParser = result => TryParse(result.Tokens[0].Value, out var span) ? span : Fail(result),
    };

    public static bool TryParse(string text, out TimeSpan span)
    {
        span = default;
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, null, out var count) || count > 100_000)
            return false;
        TimeSpan? unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        span = count * (unit ?? TimeSpan.Zero);
        return unit is not null;
    }

    private static TimeSpan? Fail(ArgumentResult result)
    {
        result.AddError($"'{result.Tokens[0].Value}' is no duration: write 90s, 5m, 2h or 7d.");
        return null;
    }
}
