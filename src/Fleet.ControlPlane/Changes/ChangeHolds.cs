using Fleet.ControlPlane.Holds;
using Fleet.Domain.Changes;
using Fleet.Domain.Holds;
using Npgsql;

namespace Fleet.ControlPlane.Changes;

/// <summary>What a step of a change holds and lets go: who is let go is due at once.</summary>
public static class ChangeHolds
{
    public static IEnumerable<NpgsqlBatchCommand> Between(StagedChange? before, StagedChange? after, string by, string reason)
    {
        var (was, now) = (Held(before), Held(after));
        // first the new ones: nobody is free in between, whoever reads it
        foreach (var kind in now.Except(was).GroupBy(h => h.Kind))
            yield return HoldStatements.Hold(kind.Select(h => (Guid?)h.Server), kind.Key, reason, by, after!.Id);
        foreach (var kind in was.Except(now).GroupBy(h => h.Kind))
            yield return HoldStatements.Release(kind.Key, kind.Select(h => (Guid?)h.Server), before!.Id);
    }

    private static (Guid Server, HoldKind Kind)[] Held(StagedChange? change) =>
        change is null ? [] : [.. change.Held.Select(s => (s, change.Stage == ChangeStage.Stopped ? HoldKind.StoppedChange : HoldKind.FirstServer))];
}
