using Fleet.Contracts.Api;

namespace Fleet.Cli.Running;

internal static class ExitCodes
{
    /// <summary>How a command ended. A server that is as commanded but not clean counts as done, and the whole then as drift found.</summary>
    public static ExitCode Of(CommandAccepted accepted, CommandStatus status)
    {
        var refused = accepted.Servers.Count(s => s.Outcome == CommandOutcome.Refused);
        var done = status.Servers.Count(s => s.State is ProgressState.Proven or ProgressState.Drift);
        var notDone = status.Servers.Count - done;
        if (refused + notDone > 0 && done > 0) return ExitCode.PartlyDone;
        if (notDone > 0) return ExitCode.Error;
        if (refused > 0) return ExitCode.Refused;
        return status.Servers.Any(s => s.State == ProgressState.Drift) ? ExitCode.DriftFound : ExitCode.Done;
    }

    /// <summary>Nobody waits for a proof: only whether the command was taken.</summary>
    public static ExitCode Of(CommandAccepted accepted) =>
        accepted.Servers.Count(s => s.Outcome == CommandOutcome.Refused) switch
        {
            0 => ExitCode.Done,
            var refused when refused == accepted.Servers.Count => ExitCode.Refused,
            _ => ExitCode.PartlyDone,
        };

    /// <summary>A plan is done when it says something about every server.</summary>
    public static ExitCode Of(PlanResult plan)
    {
        var refused = plan.Servers.Count(s => s.Outcome == CommandOutcome.Refused);
        if (refused > 0 && refused == plan.Servers.Count) return ExitCode.Refused;
        var unknown = plan.Servers.Any(s => s.ObservedAt is null || s.Unsupported is not null);
        return refused > 0 || unknown ? ExitCode.PartlyDone : ExitCode.Done;
    }

    /// <summary>A server without a judgement is no clean one: unknown is never 0.</summary>
    public static ExitCode Of(DriftPage page) => page.Unjudged.Count == 0 && page.Items.All(i => i.Notice || i.Waiver is not null)
        ? ExitCode.Done : ExitCode.DriftFound;

    public static ExitCode Of(Problem problem) => problem switch
    {
        { Code: "needs-approval" } => ExitCode.NeedsApproval,
        { Status: 401 or < 400 or >= 500 } or { Code: "unexpected-answer" or "no-such-route" or "method-not-allowed" } => ExitCode.Error,
        _ => ExitCode.Refused,
    };
}
