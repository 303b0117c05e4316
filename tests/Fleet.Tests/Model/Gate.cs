using System.Collections.Immutable;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;

namespace Fleet.Tests.Model;

/// <summary>What `work.claim` and `work.may_apply` promise.</summary>
internal static class Gate
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Known = TimeSpan.FromHours(2);

    /// <returns>null: another run has it.</returns>
    public static Database? Claim(Database database, int server, DateTimeOffset now) =>
        database.Servers[server] is { Leased: true } held && held.LeaseUntil >= now ? null : database.With(server, row => row with
        {
            Fence = Math.Max(row.Fence + 1, Microseconds(now)),
            Leased = true,
            LeaseUntil = now + Lease,
            SeenGeneration = row.Desired.Generation,
        });

    /// <summary>A run keeps what nobody else has claimed, be it late.</summary>
    public static Database Renew(Database database, int server, long fence, DateTimeOffset now) =>
        database.Servers[server] is { Leased: true } row && row.Fence == fence ? database.With(server, r => r with { LeaseUntil = now + Lease }) : database;

    public static long Microseconds(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static bool Holds(Database database, int server, long fence, DateTimeOffset now) =>
        database.Servers[server] is { Leased: true } row && row.Fence == fence && row.LeaseUntil > now;

    /// <returns>The holds; null = the fence is not held any more.</returns>
    public static (Database After, ImmutableArray<Hold>? Holds) MayApply(
        Database database, int server, long fence, ApplyQuestion question, DateTimeOffset now)
    {
        if (!Holds(database, server, fence, now)) return (database, null);
        ImmutableArray<string> drift = [.. question.Repairs, .. question.Waiting];
        var after = drift.IsEmpty ? database : HoldMassDrift(database, server, drift, now);
        ImmutableArray<Hold> holds = [.. after.HoldsOf(server, now).Where(h => h.Kind != HoldKind.MassDrift || question.Repairs.Contains(h.Drift!))];
        return (holds.IsEmpty ? Let(Count(after, server, question.Repairs, now), server, fence) : after, holds);
    }

    public static int Limit(Database database) =>
        Math.Max(1, database.Servers.Values.Count(s => s.Desired.Enforcement == Fleet.Domain.Servers.EnforcementMode.Enforce) / 10);

    private static Database Let(Database database, int server, long fence) =>
        database.With(server, row => row with
        {
            GrantedFence = Math.Max(row.GrantedFence, fence),
            GrantedGeneration = row.SeenGeneration,
        });

    private static Database Count(Database database, int server, ImmutableArray<string> drift, DateTimeOffset now) => database with
    {
        Repairs = drift.Where(d => !IsKnown(database, server, d, now)).Aggregate(database.Repairs, (all, d) => all.SetItem((server, d), (now, now))),
    };

    private static Database HoldMassDrift(Database database, int server, ImmutableArray<string> drift, DateTimeOffset now)
    {
        var waiting = drift.Where(d => Waits(database, server, d, now)).ToArray();
        var others = database.Holds.Where(h => h.Hold.Kind != HoldKind.MassDrift || (h.Hold.Until > now && h.Server != server));
        return database with
        {
            Repairs = drift.Where(d => IsKnown(database, server, d, now))
                .Aggregate(database.Repairs, (all, d) => all.SetItem((server, d), (all[(server, d)].First, now))),
            Holds = [.. others, .. waiting.Select(d => new HoldRow(server, new(HoldKind.MassDrift, "many", "fleet", now, now + (3 * Interval), null, d)))],
        };
    }

    private static bool Waits(Database database, int server, string drift, DateTimeOffset now)
    {
        var recent = database.Repairs.Count(r => r.Key.Drift == drift && r.Value.First > now - Interval);
        var held = database.Holds.Any(h => h.Hold.Drift == drift && h.Hold.Until > now);
        return ((recent + 1 > Limit(database) && !IsKnown(database, server, drift, now)) || held) && !IsAllowed(database, server, drift, now);
    }

    private static bool IsKnown(Database database, int server, string drift, DateTimeOffset now) =>
        database.Repairs.TryGetValue((server, drift), out var repair) && repair.Last >= now - Known;

    public static bool IsAllowed(Database database, int server, string drift, DateTimeOffset now) =>
        database.Allowed.GetValueOrDefault((server, drift)) > now;
}
