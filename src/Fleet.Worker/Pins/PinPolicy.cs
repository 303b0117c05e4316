using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Worker.Pins;

/// <summary>
/// The worker's own word on host keys, so that a changed pin alone points no server at another machine.
/// The first keys of a server are taken as they come. Later, an address may change freely (the key proves the host), a key only with a
/// newer incarnation, which an operator's `servers replace` makes. Who can write desired states can write that, too.
/// </summary>
internal static class PinPolicy
{
    public static PinDecision Decide(AcceptedKeys? mine, DesiredServer desired)
    {
        if (desired.HostKeys.IsEmpty) return new PinDecision.AwaitKey();
        if (mine is null || desired.Incarnation > mine.Incarnation)
            return new PinDecision.Use(desired.HostKeys, new AcceptedKeys(desired.Incarnation, desired.HostKeys));
        if (desired.Incarnation < mine.Incarnation)
            return new PinDecision.Refuse($"this worker knows incarnation {mine.Incarnation} of the server, and is told {desired.Incarnation}: was the database restored?");
        ImmutableArray<HostKey> both = [.. desired.HostKeys.Where(mine.Keys.Contains)];
        return both.IsEmpty ? new PinDecision.Refuse(Differs(mine, desired)) : new PinDecision.Use(both, Remember: null);
    }

    private static string Differs(AcceptedKeys mine, DesiredServer desired) =>
        $"this worker accepted {Names(mine.Keys)}; the desired state now pins {Names(desired.HostKeys)} for the same incarnation {mine.Incarnation}";

    public static string Names(ImmutableArray<HostKey> keys) => string.Join(", ", keys.Select(k => $"{k.Algorithm} {k.Fingerprint}"));
}
