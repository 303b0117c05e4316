using System.Collections.Immutable;
using Fleet.Domain.Changes;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Tests.Model;

/// <summary>Changes that go to one server first, in the transactions of commands and reports, with the holds that follow from them.</summary>
internal static class Staged
{
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(5);

    public static Database Prepare(Database before, Database after, Guid command, ImmutableArray<int> servers, DateTimeOffset now)
    {
        var spoken = servers.Where(s => News(after, s, command).Any(IsLastWord)).Select(s => after.Servers[s].Desired.Id).ToHashSet();
        if (spoken.Count == 0) return after;
        var staged = servers.Where(s => News(after, s, command).Any(IsStaged) && IsChanged(after.Servers[s].Desired, now)).ToArray();
        after = before.Changes.Values.Where(c => c.Targets.Any(t => spoken.Contains(t.Server))).Aggregate(after, (all, change) =>
            Step(all, change, ChangeDecider.Overtake(change, spoken, command, Standings(before, change.Targets, now)), now));
        if (staged.Length < 2) return after;
        ImmutableArray<ChangeTarget> targets = [.. staged.Select(s => Target(after.Servers[s], now))];
        return Hold(after, null, StagedChange.Evolve(null, ChangeDecider.Begin(targets, Standings(before, targets, now)), command, now, 1), now);
    }

    public static Database Expire(Database database, DateTimeOffset now) => database.Changes.Values.Aggregate(database, (all, change) =>
        Step(all, change, ChangeDecider.Expire(change, Standings(all, change.Targets, now), now), now));

    /// <param name="before">As it is while the report is not taken yet.</param>
    public static Database Take(Database before, Database after, ReconcileReport report, Rules rules, DateTimeOffset now) =>
        after.Changes.Values.Where(c => c.Target(report.Server) is not null).Aggregate(after, (all, change) =>
            Step(all, change, rules.Take(change, report, Standings(before, change.Targets, now, report.Fence)), now));

    public static Database Step(Database database, StagedChange before, ImmutableArray<IChangeEvent> events, DateTimeOffset now) =>
        events.IsEmpty ? database : Hold(database, before,
            events.Aggregate((StagedChange?)before, (c, e) => StagedChange.Evolve(c, e, before.Id, now, (c?.Version ?? 0) + 1)), now);

    public static Database Hold(Database database, StagedChange? before, StagedChange? after, DateTimeOffset now)
    {
        var (was, holds) = (Held(before), Held(after is { IsOver: true } ? null : after));
        var id = (before ?? after)!.Id;
        ImmutableArray<HoldRow> rows =
        [
            .. database.Holds.Where(h => h.Hold.Command != id || !was.Except(holds).Any(w => h.IsOf(w.Kind, w.Server, id))),
            .. holds.Except(was).Select(h => new HoldRow(h.Server, new(h.Kind, "one server first", "fleet", now, null, id))),
        ];
        var changes = database.Changes.Remove(id);
        return database with { Holds = rows, Changes = after is null or { IsOver: true } ? changes : changes.Add(id, after) };
    }

    private static (int Server, HoldKind Kind)[] Held(StagedChange? change) => change is null ? [] :
        [.. change.Held.Select(s => (Number(s), change.Stage == ChangeStage.Stopped ? HoldKind.StoppedChange : HoldKind.FirstServer))];

    public static int Number(Guid server) => BitConverter.ToInt32(server.ToByteArray());

    private static IEnumerable<IServerEvent> News(Database database, int server, Guid command) =>
        database.Servers[server].History.Where(e => e.CommandId == command).Select(e => e.Event);

    private static bool IsStaged(IServerEvent happened) =>
        happened is AccessModeSet { Emergency: false } or EnforcementSet { Mode: EnforcementMode.Enforce };

    private static bool IsLastWord(IServerEvent happened) => happened is AccessModeSet or EnforcementSet;

    private static bool IsChanged(DesiredServer server, DateTimeOffset now) => server.EnforcementAt(now) == EnforcementMode.Enforce;

    private static Dictionary<Guid, TargetStanding> Standings(
        Database database, IEnumerable<ChangeTarget> targets, DateTimeOffset now, long reported = 0) =>
        targets.ToDictionary(t => t.Server, t => Standing(t, database.Servers[Number(t.Server)], now, reported));

    private static ChangeTarget Target(Row row, DateTimeOffset now) => new(
        row.Desired.Id, row.Desired.Name, row.Desired.Generation, row.Desired.AccessMode,
        IsReachable(row, now) && row.Condition.FailureCode is null && !row.Condition.Drift.Any(d => ChangeTarget.BreaksService(d.Item)));

    private static TargetStanding Standing(ChangeTarget target, Row row, DateTimeOffset now, long reported) => new(
        IsReachable(row, now),
        !target.IsFitting(row.Status is null || IsStale(row, now) ? Verdict.Unknown : row.Status.Verdict) || row.Condition.Drift.Any(d => !d.Item.IsQuiet),
        WasSeen(row) && row.Status!.Holds is not { IsDefaultOrEmpty: false } ? row.Status.FinishedAt : null,
        row.GrantedFence > (row.Status?.Fence ?? 0) && row.GrantedFence != reported ? row.GrantedGeneration : null);

    private static bool WasSeen(Row row) => row.Status?.Outcome is ReconcileOutcome.Checked or ReconcileOutcome.Changed;

    private static bool IsReachable(Row row, DateTimeOffset now) => WasSeen(row) && !IsStale(row, now);

    private static bool IsStale(Row row, DateTimeOffset now) => row.Status is null || now - row.Status.FinishedAt > Stale;
}
