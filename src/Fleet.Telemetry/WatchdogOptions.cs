using System.Globalization;

namespace Fleet.Telemetry;

/// <param name="Silence">For how long the program may not be alive.</param>
/// <param name="Socket">Where systemd listens; null = there is none, and the program ends itself for whoever restarts it.</param>
public sealed record WatchdogOptions(TimeSpan Silence, string? Socket)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>As systemd says it to a unit with WatchdogSec=, and a compose file without systemd.</summary>
    /// <returns>null: nobody wants to be told.</returns>
    public static WatchdogOptions? From(Func<string, string?> environment, int process) =>
        environment("WATCHDOG_PID") is { Length: > 0 } pid && pid != process.ToString(CultureInfo.InvariantCulture) ? null
        : long.TryParse(environment("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var micros)
            && TimeSpan.FromMicroseconds(micros) is var silence && silence >= Shortest
            ? new(silence, environment("NOTIFY_SOCKET") is { Length: > 0 } socket ? socket : null)
        : null;
}
