using System.Collections.Immutable;
using Fleet.Domain.Epochs;

namespace Fleet.Worker.Work;

/// <summary>A server that this worker may act on for as long as it holds the fence.</summary>
/// <param name="Granted">What the database knows to have let through before.</param>
/// <param name="Incarnation">Of the database, which hosts obey.</param>
/// <param name="Asked">The number of the newest ask; a report says up to which one it answers.</param>
internal sealed record Claim(
    Guid Server, long Generation, long Revision, long Fence, short Priority, long Asked, ImmutableArray<string> Asks, string? Traceparent,
    GrantedApply Granted, Guid Incarnation)
{
    public bool IsUrgent => Priority <= 0;

    public bool IsAsked(string ask) => Asks.Contains(ask, StringComparer.Ordinal);
}
