using System.Collections.Immutable;
using Fleet.ControlPlane.Drift;
using Fleet.ControlPlane.Holds;
using Fleet.ControlPlane.Reconciling;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Marten;

namespace Fleet.ControlPlane.Servers;

/// <summary>All that is known of one server: what it must be, what the last report said, and what stands since when.</summary>
public sealed record ServerPicture(DesiredServer Desired, ServerStatus? Status, ServerCondition Condition)
{
    /// <summary>What keeps it from being changed now.</summary>
    public ImmutableArray<Hold> Holds { get; init; } = [];

    public static async Task<ImmutableArray<ServerPicture>> Of(IQuerySession session, IReadOnlyCollection<DesiredServer> servers, CancellationToken stop)
    {
        var ids = servers.Select(s => s.Id).ToArray();
        var statuses = (await session.LoadManyAsync<ServerStatus>(stop, ids)).ToDictionary(s => s.Id);
        var conditions = (await session.LoadManyAsync<ServerCondition>(stop, [.. ids.Select(ConditionStream.Of)])).ToDictionary(c => c.Server);
        var holds = await StandingHolds.Load(session, stop);
        return
        [
            .. servers.Select(s => new ServerPicture(s, statuses.GetValueOrDefault(s.Id), conditions.GetValueOrDefault(s.Id) ?? ServerCondition.Initial(s.Id))
            {
                Holds = [.. holds.Of(s.Id), .. ByRoot(statuses.GetValueOrDefault(s.Id))],
            }),
        ];
    }

    // As it was last seen: only the host itself knows whether it still stands.
    private static IEnumerable<Hold> ByRoot(ServerStatus? status) => Hold.Of(status?.Observation?.Host.Hold) is { } hold ? [hold] : [];

    public bool IsStale(DateTimeOffset now) => Status?.IsStale(now) is true;

    /// <summary>The verdict of the last report, and unknown when that is long ago.</summary>
    public Verdict VerdictAt(DateTimeOffset now) => Status is null || IsStale(now) ? Verdict.Unknown : Status.Verdict;

    /// <summary>Whether the last run could look at the server.</summary>
    public bool WasSeen => Status?.Outcome is ReconcileOutcome.Checked or ReconcileOutcome.Changed;

    /// <summary>What differs, and neither is a mere notice nor waived.</summary>
    public IEnumerable<DriftItem> CountedDrift(DateTimeOffset now) =>
        Drift.Select(d => d.Item).Where(d => !d.IsNotice && Desired.WaiverOf(d.Key, now) is null);

    public ImmutableArray<OpenDrift> Drift => Condition.Condition.Drift;
}
