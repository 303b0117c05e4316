using System.Globalization;

namespace Fleet.ControlPlane.Drift;

/// <param name="Every">FLEET_PlantInterval: between two drifts that are planted on a canary.</param>
public sealed record PlantOptions(TimeSpan Every)
{
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static PlantOptions From(string? text) =>
        text is null ? new(Usual)
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var every) && every >= Soonest && every <= Longest ? new(every)
        : throw new UsageException($"FLEET_PlantInterval is not a time from {Soonest:g} to {Longest:g}: '{text}'. Example: 01:00:00");
}
