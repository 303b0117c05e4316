using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Reconciling;
using Fleet.ControlPlane.Servers;
using Fleet.Domain;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace Fleet.ControlPlane.Epochs;

/// <summary>An operator's word that what this database says counts: a new epoch, in which nothing of before is newer.</summary>
public static class AcceptRecovery
{
    public static async Task<Refusal?> Decide(FleetChange change, RecoveryRequest request)
    {
        if (string.IsNullOrWhiteSpace(change.Context.Reason))
            return new RecoveryWithoutReason();
        var session = change.Transaction.Session;
        var copied = await FleetStream.IsHeld(change.Transaction, HoldKind.Copy, change.Stop);
        if (!copied && !await FleetStream.IsHeld(change.Transaction, HoldKind.RestoredFromPast, change.Stop))
            return new NothingToRecover();
        if (copied && request.OriginalIsGone is null)
            return new OriginalNotSaid();
        var servers = await session.ActiveServers(change.Stop);
        var statuses = await session.LoadManyAsync<ServerStatus>(change.Stop, [.. servers.Select(s => s.Id)]);
        // hosts obey one incarnation: another one is let in by each host's root
        Guid? incarnation = request.OriginalIsGone == false ? Guid.NewGuid() : null;
        await Begin(change, incarnation, [.. statuses.Where(s => s.Observation?.Host.Accepted is not null)]);
        var present = await PresentEpoch.Load(change.Transaction.Batch(), change.Stop);
        var version = (await session.LoadAsync<FleetPause>(FleetPause.Stream, change.Stop))?.Version ?? 0;
        var begun = Decision.Accept<IFleetEvent>(new EpochBegan(present.Epoch, present.Running, present.Incarnation));
        change.Append<FleetPause, IFleetEvent>(FleetPause.Stream, version, begun);
        foreach (var server in servers)
            change.Ask(server, "check");
        return null;
    }

    private static async Task Begin(FleetChange change, Guid? incarnation, ServerStatus[] told)
    {
        await using var batch = change.Transaction.Batch();
        batch.BatchCommands.Add(new("select work.begin_epoch($1, $2, $3, $4, $5, $6)")
        {
            Parameters =
            {
                new() { Value = change.Context.Reason! },
                new() { Value = change.Context.Operator },
                new() { Value = told.Select(s => s.Id).ToArray() },
                new() { Value = told.Select(s => s.Observation!.Host.Accepted!.Fence).ToArray() },
                new() { Value = told.Max(s => s.Observation!.Host.Accepted!.Epoch) ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                new() { Value = incarnation ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
            },
        });
        await batch.ExecuteNonQueryAsync(change.Stop);
    }
}
