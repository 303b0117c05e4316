using Fleet.Contracts.Api;

namespace Fleet.Cli.Output;

/// <summary>For how long, how often, and when it is tried again.</summary>
internal static class FailingText
{
    public static string? Of(FailingInfo? failing, DateTimeOffset now) => failing is null ? null
        : $"for {Age.Text(now - failing.Since)}, {failing.Times} {(failing.Times == 1 ? "time" : "times")}, next try {Next(failing.NextTryAt, now)}; "
            + $"`{failing.Next}` tries now";

    public static string State(ServerSummary server) => server.Failing is { Times: > 1 } failing ? $"{server.State} ({failing.Times} times)" : server.State;

    private static string Next(DateTimeOffset? at, DateTimeOffset now) => at switch
    {
        null => "not known",
        { } next when next <= now => "now due",
        { } next => $"in {Age.Text(next - now)}",
    };
}
