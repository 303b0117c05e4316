using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Fleet.Jitsi.Host;
using Fleet.Worker.Work;

namespace Fleet.Worker.Reconciling;

/// <summary>
/// Counts one transaction on a host, once it was sent: what became of it is not known until the host has said so, whether its answer was
/// lost, the lease ended or the run broke.
/// </summary>
internal sealed class ApplyCount : IDisposable
{
    private const string Unknown = "unknown", Refused = "refused", Postponed = "postponed";
    private static readonly ImmutableArray<(ChangeResult Became, string Result)> Worst =
        [(ChangeResult.Failed, "failed"), (ChangeResult.Restored, "restored"), (ChangeResult.Done, "done"), (ChangeResult.Unchanged, "unchanged")];

    private readonly string _cause;
    private string _result = Unknown;

    private ApplyCount(string cause) => _cause = cause;

    public static ImmutableArray<string> Results { get; } = [.. Worst.Select(w => w.Result), Refused, Postponed, Unknown];

    public static ApplyCount Begin(Claim claim) => new(ReconcileActivity.CorrelationOf(claim) is null ? RunMetrics.OfDrift : RunMetrics.OfCommand);

    /// <summary>The host said what became of each change.</summary>
    public void Ended(IEnumerable<AppliedChange> applied) => _result = ResultOf(applied);

    /// <summary>There was no such answer; only a refusal tells that nothing was done.</summary>
    public void Ended(HostAnswer<ApplyReply> answer) => _result = answer switch
    {
        HostAnswer<ApplyReply>.Refused { Refusal: var refusal } when refusal.Postponed || HeldByRoot.Is(refusal) => Postponed,
        HostAnswer<ApplyReply>.Held => Postponed,
        HostAnswer<ApplyReply>.Refused or HostAnswer<ApplyReply>.TalkedDown => Refused,
        _ => Unknown,
    };

    public void Dispose() => RunMetrics.Applied(_result, _cause);

    private static string ResultOf(IEnumerable<AppliedChange> applied)
    {
        var became = applied.Select(a => a.Result).ToHashSet();
        return Worst.FirstOrDefault(w => became.Contains(w.Became), Worst[^1]).Result;
    }
}
