using Fleet.Domain.Reconciling;

namespace Fleet.ControlPlane.Reconciling;

/// <summary>Runs in a row that did not end well.</summary>
/// <param name="Since">When the first of them was reported.</param>
/// <param name="Broke">How many of them, the last ones, broke Fleet itself instead of finding something wrong with the server.</param>
public sealed record Trouble(int Times, DateTimeOffset Since, int Broke)
{
    /// <summary>Told when it has happened so often that it is poison.</summary>
    public const string RunLost = "run-lost";

    private const int Poisonous = 3;

    /// <summary>Not bad luck any more: this server, or what it sends, breaks Fleet each time.</summary>
    public bool IsPoison => Broke >= Poisonous;

    /// <returns>null: the run ended well. One that is put off says nothing about either.</returns>
    public static Trouble? After(Trouble? before, ReconcileReport report, DateTimeOffset at) => report switch
    {
        { Outcome: ReconcileOutcome.Postponed } => before,
        { Outcome: ReconcileOutcome.Checked or ReconcileOutcome.Changed } when report.Applied.All(WasMade) => null,
        { Failure.Code: RunLost } => new(
            Math.Max(Poisonous, (before?.Times ?? 0) + 1), before?.Since ?? at, Math.Max(Poisonous, (before?.Broke ?? 0) + 1)),
        _ => new((before?.Times ?? 0) + 1, before?.Since ?? at, BreaksFleet(report.Failure?.Code) ? (before?.Broke ?? 0) + 1 : 0),
    };

    private static bool WasMade(AppliedChange change) => change.Result is not (ChangeResult.Failed or ChangeResult.Restored);

    private static bool BreaksFleet(string? code) => code is "worker-error" or LostAsk.Unusable or LostAsk.GivenUp;
}
