using System.Collections.Immutable;
using Fleet.Domain.Reconciling;

namespace Fleet.Domain.Changes;

/// <summary>
/// One server first: never are two free to be changed before one is proven, after a stop no further one is, and it comes to an end.
/// </summary>
public static class ChangeDecider
{
    /// <summary>Longer than a run may take: a first server of which nothing was heard for so long is not being changed.</summary>
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(4);

    /// <summary>Time for one more check after the one that proved nothing.</summary>
    public static readonly TimeSpan ProofWithin = TimeSpan.FromSeconds(90);

    /// <summary>What did not report by then is not about to.</summary>
    public static readonly TimeSpan RestWithin = TimeSpan.FromMinutes(10);

    private const int LongestText = 400;

    public static ChangeBegun Begin(ImmutableArray<ChangeTarget> targets, IReadOnlyDictionary<Guid, TargetStanding> standings)
    {
        ImmutableArray<ChangeTarget> ordered = [.. targets.OrderBy(t => t.Name, StringComparer.Ordinal)];
        return new(ordered, FirstServer.Of(ordered, standings, []));
    }

    public static ImmutableArray<IChangeEvent> Take(
        StagedChange change, ReconcileReport report, IReadOnlyDictionary<Guid, TargetStanding> standings)
    {
        if (change.Target(report.Server) is not { } target || report.Generation < target.Generation)
        {
            return [];
        }

        return change.Stage switch
        {
            ChangeStage.First => BeforeProof(change, target, report, standings),
            ChangeStage.Rest => AfterProof(change, target, report, standings),
            _ => [],
        };
    }

    /// <summary>What the time alone decides.</summary>
    public static ImmutableArray<IChangeEvent> Expire(
        StagedChange change, IReadOnlyDictionary<Guid, TargetStanding> standings, DateTimeOffset now) => change switch
    {
        { Stage: ChangeStage.First, Touched: true, First: { } first } when now - change.Since >= ProofWithin =>
            [Stopped(change, first, StopReason.NotProven, $"not proven within {ProofWithin.TotalSeconds:0} s", AllBut(change, first))],
        { Stage: ChangeStage.First, Touched: false, First: { } first } when now - change.Since >= AnswerWithin =>
            [NotHeardOf(change, first, standings, $"no report within {AnswerWithin.TotalMinutes:0} min")],
        { Stage: ChangeStage.Rest } when now - change.Since >= RestWithin => [new ChangeFinished()],
        _ => [],
    };

    /// <summary>An operator's word: the rest goes on.</summary>
    public static Decision<IChangeEvent> Resume(StagedChange change) =>
        change.Held.IsEmpty ? new NothingWaits(change.Id) : Decision.Accept<IChangeEvent>(new ChangeResumed());

    /// <summary>A later command takes servers out of this change: what it says of them is the operator's last word.</summary>
    public static ImmutableArray<IChangeEvent> Overtake(
        StagedChange change, IReadOnlyCollection<Guid> servers, Guid by, IReadOnlyDictionary<Guid, TargetStanding> standings)
    {
        ImmutableArray<Guid> taken = [.. change.Targets.Select(t => t.Server).Where(servers.Contains)];
        if (change.IsOver || taken.IsEmpty)
        {
            return [];
        }

        var overtaken = new ServersOvertaken(taken, by);
        var left = StagedChange.Evolve(change, overtaken, change.Id, change.Since, change.Version)!;
        return left switch
        {
            { Targets.IsEmpty: true } or { Stage: ChangeStage.Stopped, Untouched.IsEmpty: true } => [overtaken, new ChangeFinished()],
            { Stage: ChangeStage.First, First: null } when change.First is not null =>
                [overtaken, Replaced(left, standings, "a later command has its own word for it") with { From = change.First }],
            _ => [overtaken],
        };
    }

    private static ImmutableArray<IChangeEvent> BeforeProof(
        StagedChange change, ChangeTarget target, ReconcileReport report, IReadOnlyDictionary<Guid, TargetStanding> standings)
    {
        var (isFirst, said) = (target.Server == change.First, ServerReport.Of(target, report));
        return said switch
        {
            ServerReport.Proof proof when change.Tried.Contains(target.Server) =>
                [new ChangeProven(target.Server, Printable.Clip(proof.Evidence, LongestText))],
            ServerReport.Break broken when change.Tried.Contains(target.Server) =>
                [Stopped(change, target.Server, broken.Reason, broken.Evidence, AllBut(change, target.Server))],
            ServerReport.NoProof touched when isFirst && !change.Touched =>
                [new FirstServerTouched(target.Server, Printable.Clip(touched.Evidence, LongestText))],
            ServerReport.NotReached lost when isFirst && !change.Touched => [NotHeardOf(change, target.Server, standings, lost.Why)],
            _ when change.First is null && FirstServer.CouldBe(report) =>
                [new FirstServerReplaced(null, target.Server, "it can be changed now")],
            _ => [],
        };
    }

    private static ImmutableArray<IChangeEvent> AfterProof(
        StagedChange change, ChangeTarget target, ReconcileReport report, IReadOnlyDictionary<Guid, TargetStanding> standings)
    {
        ImmutableArray<Guid> waiting =
        [
            .. change.Targets.Select(t => t.Server)
                .Where(s => s != target.Server && !change.HasGoneOn(s, standings.GetValueOrDefault(s)?.ReportedAt)),
        ];
        return waiting.IsEmpty ? [new ChangeFinished()]
            // who resumed it knew of the one that had stopped it
            : target.Server != change.Stop?.Server && ServerReport.Of(target, report) is ServerReport.Break broken
                ? [Stopped(change, target.Server, broken.Reason, broken.Evidence, waiting)]
                : [];
    }

    // A worker that was let through and told nothing: what cut the server off may be the very change.
    private static IChangeEvent NotHeardOf(
        StagedChange change, Guid first, IReadOnlyDictionary<Guid, TargetStanding> standings, string why) =>
        standings.GetValueOrDefault(first) is { } standing && standing.MayHave(change.Target(first)!)
            ? new FirstServerTouched(first, Printable.Clip($"a worker was let through and never reported; {why}", LongestText))
            : Replaced(change, standings, why);

    private static FirstServerReplaced Replaced(StagedChange change, IReadOnlyDictionary<Guid, TargetStanding> standings, string why) =>
        new(change.First, FirstServer.Of(change.Targets, standings, change.Tried), Printable.Clip(why, LongestText));

    private static ChangeStopped Stopped(
        StagedChange change, Guid server, StopReason reason, string evidence, ImmutableArray<Guid> untouched) =>
        new(server, reason, Printable.Clip($"{change.NameOf(server)}: {evidence}", LongestText), untouched);

    private static ImmutableArray<Guid> AllBut(StagedChange change, Guid server) =>
        [.. change.Targets.Select(t => t.Server).Where(s => s != server)];
}
