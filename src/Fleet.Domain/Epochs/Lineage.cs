using System.Globalization;

namespace Fleet.Domain.Epochs;

/// <summary>The last apply that a host accepted, as it remembers.</summary>
/// <param name="Epoch">null: the host has not heard of epochs.</param>
/// <param name="Generation">null: likewise.</param>
public sealed record AcceptedApply(long? Epoch, long? Generation, long Fence);

/// <summary>How far this database knows to have gone with a server.</summary>
/// <param name="Fence">The highest that it let through to an apply.</param>
public sealed record GrantedApply(long Epoch, long Fence);

/// <summary>
/// Whether a host has accepted what this database cannot have given out: then the database is older than the world it describes, or
/// another one works beside it. Generations prove nothing that fences don't: an older database soon gives out the same numbers for
/// other commands, and a server that is enrolled anew begins at 1.
/// </summary>
public static class Lineage
{
    public static bool IsBehind(GrantedApply granted, AcceptedApply? accepted) => accepted is not null
        && (accepted.Epoch is { } epoch && epoch != granted.Epoch ? epoch > granted.Epoch : accepted.Fence > granted.Fence);

    /// <summary>What the host has and what this database has, with their times.</summary>
    public static string Evidence(GrantedApply granted, AcceptedApply accepted) => accepted.Epoch > granted.Epoch
        ? $"the host follows the epoch that began at {At(accepted.Epoch.Value)}, this database is of the one from {At(granted.Epoch)}"
        : $"the host accepted fence {accepted.Fence} ({At(accepted.Fence)}{Generation(accepted)}), this database has let nothing through "
            + $"after fence {granted.Fence} ({At(granted.Fence)})";

    private static string Generation(AcceptedApply accepted) => accepted.Generation is { } generation ? $", generation {generation}" : "";

    // both are microseconds of the database's clock when they were made
    private static string At(long microseconds) => microseconds is > 0 and < 253_402_300_800_000_000
        ? DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond).Utc()
        : microseconds.ToString(CultureInfo.InvariantCulture);
}
