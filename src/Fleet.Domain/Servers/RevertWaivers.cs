using System.Collections.Immutable;
using Fleet.Domain.Drift;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Servers;

public static partial class ServerDecider
{
    private static string WaiverAspect(DriftKind kind, string? subject) => $"The waiver of {kind.Word()}{(subject is null ? "" : $" {subject}")}";

    private static IEnumerable<IServerEvent> Waivers(
        DesiredServer before, ImmutableArray<RecordedEvent<IServerEvent>> reverted, DateTimeOffset now) =>
        from waiver in reverted.Select(e => Waiver(e.Event)).OfType<(DriftKind Kind, string? Subject)>().Distinct()
        let was = before.Waivers.FirstOrDefault(w => (w.Kind, w.Subject) == waiver && w.Until > now)
        select was is null
            ? (IServerEvent)new DriftWaiverEnded(waiver.Kind, waiver.Subject)
            : new DriftWaived(was.Kind, was.Subject, was.Until, was.Owner, was.Reason);

    private static (DriftKind Kind, string? Subject)? Waiver(IServerEvent @event) => @event switch
    {
        DriftWaived e => (e.Kind, e.Subject),
        DriftWaiverEnded e => (e.Kind, e.Subject),
        _ => null,
    };
}
