using System.Collections.Immutable;

namespace Fleet.Domain.Reconciling;

public enum GuestHost
{
    Absent,
    Anonymous,
    Closed,
    Unknown,
}

/// <summary>The virtual host for guests as the handbook names it, `guest.` and the domain.</summary>
/// <param name="Ours">It is exactly what Fleet writes, in Fleet's own file.</param>
/// <param name="Rewritable">Its provider is a plain literal of its own section.</param>
/// <param name="Place">Where it is defined ("conf.d/guest.cfg.lua:3"); null = nowhere.</param>
/// <param name="Others">Virtual hosts of other names that let guests in.</param>
public sealed record GuestHostReading(
    GuestHost State, string? Provider, bool Ours, bool Rewritable, string? Place, string? Problem, ImmutableArray<string> Others);
