using Fleet.ControlPlane.Servers;
using Fleet.Domain.Changes;
using Fleet.Domain.Reconciling;
using Marten;

namespace Fleet.ControlPlane.Changes;

/// <summary>What is known now of the servers of changes.</summary>
public static class Standings
{
    public static async Task<Dictionary<Guid, TargetStanding>> Of(
        IQuerySession session, IEnumerable<ChangeTarget> targets, DateTimeOffset now, CancellationToken stop, params IEnumerable<long> reported)
    {
        var wanted = targets.DistinctBy(t => t.Server).ToDictionary(t => t.Server);
        if (wanted.Count == 0)
            return [];
        var servers = await session.LoadManyAsync<DesiredServer>(stop, [.. wanted.Keys]);
        var pictures = await ServerPicture.Of(session, [.. servers.Where(s => !s.Retired)], stop);
        var granted = await GrantedRun.Load(session, wanted.Keys, stop);
        return pictures.ToDictionary(
            p => p.Desired.Id, p => Of(wanted[p.Desired.Id], p, now) with { Unreported = granted.GetValueOrDefault(p.Desired.Id)?.Unreported(p.Status, reported) });
    }

    public static ChangeTarget Target(ServerPicture server, DateTimeOffset now) => new(
        server.Desired.Id, server.Desired.Name, server.Desired.Generation, server.Desired.AccessMode,
        WasGood: IsReachable(server, now) && server.Condition.Condition.FailureCode is null && !server.Drift.Any(d => ChangeTarget.BreaksService(d.Item)));

    public static TargetStanding Of(ChangeTarget target, ServerPicture server, DateTimeOffset now) => new(
        IsReachable(server, now),
        Differs: !target.IsFitting(server.VerdictAt(now)) || server.Drift.Any(d => !d.Item.IsQuiet),
        server is { WasSeen: true, Status: { Held: false } status } ? status.ReportedAt : null);

    private static bool IsReachable(ServerPicture server, DateTimeOffset now) => server.WasSeen && !server.IsStale(now);
}
