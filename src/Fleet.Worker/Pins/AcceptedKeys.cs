using System.Collections.Immutable;
using Fleet.Domain.Servers;

namespace Fleet.Worker.Pins;

/// <summary>The host keys that this worker has accepted for one incarnation of a server.</summary>
internal sealed record AcceptedKeys(int Incarnation, ImmutableArray<HostKey> Keys);

/// <summary>What becomes of the keys that the desired state names.</summary>
internal abstract record PinDecision
{
    private PinDecision()
    {
    }

    /// <param name="Remember">What to keep from now on; null = what is kept already says it.</param>
    public sealed record Use(ImmutableArray<HostKey> Keys, AcceptedKeys? Remember) : PinDecision;

    public sealed record AwaitKey : PinDecision;

    public sealed record Refuse(string Why) : PinDecision;
}
