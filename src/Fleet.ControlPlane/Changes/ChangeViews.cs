using Fleet.Contracts.Api;
using Fleet.ControlPlane.Servers;
using Fleet.Domain.Changes;

namespace Fleet.ControlPlane.Changes;

/// <summary>A change that is on its way, for people.</summary>
public static class ChangeViews
{
    public static StagedProgress Of(StagedChange change) => new(
        Kebab.Text(change.Stage), change.First is null ? null : change.NameOf(change.First), change.Held.Length, Text(change), Next(change));

    /// <summary>How it would begin.</summary>
    public static StagedProgress? Planned(ChangeBegun begun, DateTimeOffset now) =>
        StagedChange.Evolve(null, begun, Guid.Empty, now, 1) is { } change ? Of(change) with { Next = [] } : null;

    /// <summary>Where a server stands that waits for another one; null = it waits for none.</summary>
    public static (ProgressState State, string Text, string? Next)? Waiting(StagedChange? change, ServerPicture server) => change switch
    {
        null => null,
        { Stage: ChangeStage.First, First: null } => (ProgressState.Pending, "waits until a server can go first", null),
        { Stage: ChangeStage.First } when change.Held.Contains(server.Desired.Id) =>
            (ProgressState.Pending, $"waits for the proof on {change.NameOf(change.First)}", null),
        { Stage: ChangeStage.Stopped, Stop: { } stop } when change.Held.Contains(server.Desired.Id) =>
            (ProgressState.Held, $"not touched; stopped: {stop.Evidence}", null),
        { Stage: ChangeStage.Rest } when !HasGoneOn(change, server) => (ProgressState.Pending, "goes on, waits for a worker", null),
        _ => null,
    };

    private static bool HasGoneOn(StagedChange change, ServerPicture server) =>
        change.Target(server.Desired.Id) is null || change.HasGoneOn(server.Desired.Id, server.Status is { Held: false } status ? status.ReportedAt : null);

    private static string Text(StagedChange change) => change switch
    {
        { Stage: ChangeStage.First, First: null } => $"all {change.Held.Length} wait: none of them is known to be reachable and free to be changed",
        { Stage: ChangeStage.First, Touched: true } => $"{change.NameOf(change.First)} first, not proven yet; {Others(change)}",
        { Stage: ChangeStage.First } => $"{change.NameOf(change.First)} first; {Others(change)}",
        { Stage: ChangeStage.Stopped, Stop: { } stop } => $"stopped: {stop.Evidence}; {change.Held.Length} not touched",
        { Proven: { } proven } => $"{change.NameOf(proven)} is proven; the others go on",
        _ => "the others go on",
    };

    private static string Others(StagedChange change) =>
        change.Held.Length == 1 ? "the other one waits for its proof" : $"the other {change.Held.Length} wait for its proof";

    private static string[] Next(StagedChange change) => change.Stage switch
    {
        ChangeStage.Stopped => [$"fleet revert {change.Id}", Resume(change)],
        ChangeStage.First when change.First is null || change.Touched => [Resume(change)],
        _ => [],
    };

    private static string Resume(StagedChange change) =>
        $"fleet resume --command {change.Id}{(change.Held.Length > Headers.MostUnexpected ? $" --expect {change.Held.Length}" : "")} --reason \"...\"";
}
