namespace Fleet.ControlPlane.Reconciling;

/// <summary>Five checks missed: no worker looks, so nothing current is known.</summary>
public static class Staleness
{
    private const int Missed = 5;

    // As long as a run may take that restarts a service: a worker that is at it is not silent.
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    /// <param name="interval">Between two checks; null = the worker did not say.</param>
    public static TimeSpan After(TimeSpan? interval) => Missed * (interval ?? Usual) is var after && after > Shortest ? after : Shortest;
}
