using Fleet.Contracts.Api;
using Fleet.ControlPlane.Commands;
using Fleet.ControlPlane.Reconciling;
using Fleet.ControlPlane.Servers;
using Fleet.Domain;
using Fleet.Domain.Epochs;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
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
        var lookout = await Lookout.Load(change.Transaction, (await PresentEpoch.Load(change.Transaction.Batch(), change.Stop)).Epoch, change.Stop);
        if (lookout.Holds.IsEmpty)
            return new NothingToRecover();
        if (lookout.Holds.Any(h => h.Kind == HoldKind.Copy) && request.OriginalIsGone is null)
            return new OriginalNotSaid();
        var servers = await session.ActiveServers(change.Stop);
        var statuses = await session.LoadManyAsync<ServerStatus>(change.Stop, [.. servers.Select(s => s.Id)]);
        if ((Unseen(lookout, servers, statuses, request.Unseen) ?? BlastRadius.Refuse(change, servers.Length, expected: null)) is { } refusal)
            return refusal;
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

    private static ServersNotSeen? Unseen(Lookout lookout, IEnumerable<DesiredServer> servers, IEnumerable<ServerStatus> statuses, int? counted)
    {
        var seen = statuses.ToDictionary(s => s.Id, s => s.Observation);
        string[] unseen = [.. servers.Where(s => !lookout.WasSeen(s.Id, seen.GetValueOrDefault(s.Id))).Select(s => s.Name).Order(StringComparer.Ordinal)];
        return unseen.Length == (counted ?? 0) ? null : new(unseen, counted);
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

/// <summary>What following this database would undo there, nobody can know.</summary>
public sealed record ServersNotSeen(IReadOnlyList<string> Servers, int? Counted) : NumberRefusal(
    "servers-not-seen",
    (Counted is { } said ? $"You counted {said} servers of which nothing was seen since this database is not followed, there are {Servers.Count}" :
        $"Of {Servers.Count} servers nothing was seen since this database is not followed")
    + $"{(Servers.Count == 0 ? "" : $" ({Named(Servers)})")}, so what accepting it would undo there is not known, and nothing was done. "
    + (Servers.Count == 0 ? "Leave `--unseen` out." : $"Look first: `fleet check all`, then `fleet recover`. If they are meant unseen, say `--unseen {Servers.Count}`."),
    $"--unseen {Servers.Count}")
{
    private static string Named(IReadOnlyList<string> names) => string.Join(", ", names.Take(10)) + (names.Count > 10 ? " ..." : "");
}
