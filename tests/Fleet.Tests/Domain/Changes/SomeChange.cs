using System.Collections.Immutable;
using Fleet.Domain.Changes;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.Tests.Domain.Changes;

/// <summary>A lockdown of servers meet-1, meet-2 ..., and what may be reported of it.</summary>
internal static class SomeChange
{
    public const long Generation = 5;

    public static readonly DriftItem LoginRefused = new(DriftLayer.Outside, DriftKind.LoginRefused, DriftSeverity.Critical, "outside", "not-authorized");
    private static readonly DriftItem OldSessions = new(DriftLayer.InForce, DriftKind.OldSessions, DriftSeverity.Medium, "sessions", "4 of before");

    private static readonly Hold First = new(HoldKind.FirstServer, "one first", "dana", Some.Now, Command: Some.Command);

    public static ImmutableArray<ChangeTarget> Targets(int servers, bool good = true) =>
        [.. Enumerable.Range(1, servers).Select(n => new ChangeTarget(Some.Id(n), $"meet-{n}", Generation, AccessMode.Members, good))];

    public static Dictionary<Guid, TargetStanding> Standings(int servers, params int[] unreachable) => Enumerable.Range(1, servers)
        .ToDictionary(Some.Id, n => new TargetStanding(!unreachable.Contains(n), Differs: true, Some.Now.AddMinutes(-1)));

    public static StagedChange Begun(int servers, bool good = true, params int[] unreachable) =>
        After(null, [ChangeDecider.Begin(Targets(servers, good), Standings(servers, unreachable))], Some.Now);

    public static StagedChange After(StagedChange? change, IEnumerable<IChangeEvent> events, DateTimeOffset at) =>
        events.Aggregate(change, (c, e) => StagedChange.Evolve(c, e, Some.Command, at, (c?.Version ?? 0) + 1))!;

    public static ReconcileReport Proven(int server) => Some.Report(Generation) with { Server = Some.Id(server), Outcome = ReconcileOutcome.Changed };

    public static ReconcileReport ProvenButOldSessions(int server) =>
        Proven(server) with { Verdict = Verdict.LockedOldSessions, Drift = [OldSessions] };

    public static ReconcileReport Broken(int server) =>
        Proven(server) with { Verdict = Verdict.LockedLoginNotProven, VerdictEvidence = "no login", Drift = [LoginRefused] };

    public static ReconcileReport NotProven(int server) =>
        Proven(server) with { Verdict = Verdict.Unknown, VerdictEvidence = "no answer", Drift = [LoginRefused with { Kind = DriftKind.OpenFromOutside }] };

    public static ReconcileReport Unreachable(int server) => Proven(server) with
    {
        Outcome = ReconcileOutcome.Unreachable,
        Enforced = false,
        Verdict = Verdict.Unknown,
        Observation = null,
        Failure = new("connect-refused", "connection refused", Transient: true),
    };

    public static ReconcileReport CutDuringApply(int server) => Unreachable(server) with { Enforced = true };

    public static ReconcileReport Waiting(int server) =>
        Proven(server) with { Outcome = ReconcileOutcome.Checked, Enforced = false, Verdict = Verdict.Open, Drift = [OldSessions], Holds = [First] };

    public static ReconcileReport Paused(int server) => Waiting(server) with { Holds = [First, First with { Kind = HoldKind.Paused }] };
}
