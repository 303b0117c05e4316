using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;

namespace Fleet.Tests.Model;

/// <summary>Takes what runs report: only from the run that has the server, and in the order of fences.</summary>
internal static class ControlPlane
{
    public static Database Take(Database database, ReconcileReport report, Rules rules, DateTimeOffset now)
    {
        var server = Staged.Number(report.Server);
        if (!IsHeld(database.Servers[server], report)) return database;
        var after = database.With(server, row => Told(row, report) with { Leased = false });
        return Staged.Take(database, Restored(after, server, report, rules, now), report, rules, now);
    }

    /// <summary>`work.done`: a lease that ran out is still held as long as nobody else has claimed the server.</summary>
    public static bool IsHeld(Row row, ReconcileReport report) => row.Leased && row.Fence == report.Fence;

    private static Row Told(Row row, ReconcileReport report)
    {
        var events = ConditionDecider.Decide(row.Condition, report, row.Status?.Fence ?? 0);
        return row with { Condition = events.Aggregate(row.Condition, Condition.Evolve), Status = Remembered(row.Status, report) };
    }

    private static ReconcileReport Remembered(ReconcileReport? before, ReconcileReport report) =>
        report.Observation is null ? report with { Observation = before?.Observation } : report;

    private static Database Restored(Database database, int server, ReconcileReport report, Rules rules, DateTimeOffset now) =>
        report.Outcome == ReconcileOutcome.RestoredFromPast
            && !database.Holds.Any(h => h.IsOf(HoldKind.RestoredFromPast, null))
            && rules.IsBehind(database.Servers[server].Granted(database), report.Observation?.Host.Accepted)
                ? database with { Holds = database.Holds.Add(new(null, new(HoldKind.RestoredFromPast, "ahead", "fleet", now, Everywhere: true))) }
                : database;
}
