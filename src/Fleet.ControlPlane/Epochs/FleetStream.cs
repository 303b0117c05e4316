using Fleet.ControlPlane.Holds;
using Fleet.ControlPlane.Storage;
using Fleet.Domain.Holds;
using JasperFx.Events;

namespace Fleet.ControlPlane.Epochs;

/// <summary>What Fleet itself says of the whole fleet: the event, and the hold that it is the reason for, in one transaction.</summary>
public static class FleetStream
{
    private static readonly Guid?[] EveryServer = [null];

    public static async Task Hold(FleetTransaction transaction, IFleetEvent @event, HoldKind kind, string reason, string by, CancellationToken stop)
    {
        var version = (await transaction.Session.LoadAsync<FleetPause>(FleetPause.Stream, stop))?.Version ?? 0;
        var told = transaction.Session.Events.BuildEvent(@event).AtTimestamp(transaction.Now);
        told.UserName = by;
        if (version == 0)
            transaction.Session.Events.StartStream<FleetPause>(FleetPause.Stream, told);
        else
            transaction.Session.Events.Append(FleetPause.Stream, version + 1, told);
        await using (var batch = transaction.Batch())
        {
            batch.BatchCommands.Add(HoldStatements.Hold(EveryServer, kind, reason, by));
            batch.BatchCommands.Add(new("select pg_notify('fleet_change', '')"));
            await batch.ExecuteNonQueryAsync(stop);
        }
        await transaction.Write(stop);
        await transaction.Commit();
    }

    public static async Task<bool> IsHeld(FleetTransaction transaction, HoldKind kind, CancellationToken stop) =>
        (await StandingHolds.Load(transaction.Session, stop)).Everywhere.Any(h => h.Kind == kind);
}
