using Fleet.Contracts.Api;
using Fleet.ControlPlane.Changes;
using Fleet.ControlPlane.Drift;
using Fleet.ControlPlane.Holds;
using Fleet.ControlPlane.Reconciling;
using Fleet.ControlPlane.Servers;
using Fleet.ControlPlane.Users;
using Fleet.Domain;
using Fleet.Domain.Changes;
using Fleet.Domain.Drift;
using Fleet.Domain.Holds;
using Fleet.Domain.Reconciling;
using Fleet.Domain.Servers;

namespace Fleet.ControlPlane.Commands;

/// <summary>How far one server is with one command: judged from what is known of it now, never from what was sent.</summary>
public static class CommandProgressView
{
    private const string Adopt = "adopt-server";
    private static readonly HashSet<string> TakingOver = [Adopt, UnknownAccountsDecision.Adopt, UserCredentialDecision.Keep];

    /// <param name="worker">Who is at it now; null = nobody.</param>
    /// <param name="change">The command on its way over several servers; null = none of them waits for another.</param>
    public static CommandProgress Of(LoggedCommand command, CommandGoal goal, ServerPicture server, string? worker, StagedChange? change, DateTimeOffset now)
    {
        var (state, text, next) = ChangeViews.Waiting(change, server) ?? Judge(command, goal, server, worker, now);
        return new(goal.Name, state, Kebab.Text(server.VerdictAt(now)), WithRevocations(text, command, server), server.Status?.ReportedAt, next);
    }

    private static string WithRevocations(string text, LoggedCommand command, ServerPicture server) =>
        server.Status?.Revoked is { } revoked && revoked.Command == command.Id ? $"{RevocationText.Of(revoked.Accounts)}; {text}" : text;

    private static Revocation? StillOpen(LoggedCommand command, ServerPicture server) => server.Status!.Revoked is { } revoked && revoked.Command == command.Id
        ? revoked.Accounts.FirstOrDefault(r => r.Login == RevokedLogin.Begun)
        : null;

    private static (ProgressState State, string Text, string? Next) Judge(LoggedCommand command, CommandGoal goal, ServerPicture server, string? worker, DateTimeOffset now) => server switch
    {
        _ when command.Name == PauseDecision.Pause => (ProgressState.Proven, Held(server) ?? "not paused any more", null),
        { Desired.Retired: true } => (ProgressState.Unknown, "retired since: Fleet does not look at it any more", null),
        { Status.Failure.Code: LostAsk.GivenUp } when server.Status.Answered >= goal.Asked => (ProgressState.Failed, Failure(server), $"fleet servers show {goal.Name}"),
        _ when !IsReached(command, goal, server) && worker is not null => (ProgressState.Working, $"worker {worker} is at it", null),
        { Status: null } => (ProgressState.Pending, "waits for a worker", null),
        _ when !IsReached(command, goal, server) => (ProgressState.Pending, "waits for a worker", null),
        { Status.Outcome: ReconcileOutcome.Postponed } => (ProgressState.Pending, server.Status.Failure?.Text ?? "postponed by the host", null),
        { Status.Outcome: ReconcileOutcome.AwaitingKey } => (ProgressState.Unknown, Failure(server), $"fleet servers show {goal.Name}; then fleet servers pin {goal.Name} ..."),
        { Status.Outcome: ReconcileOutcome.Unreachable or ReconcileOutcome.HostKeyChanged or ReconcileOutcome.HostIdentityChanged } =>
            (ProgressState.Unknown, Failure(server), $"fleet servers show {goal.Name}"),
        { Status.Outcome: ReconcileOutcome.Failed or ReconcileOutcome.Refused or ReconcileOutcome.RestoredFromPast } => (ProgressState.Failed, Failure(server), $"fleet servers show {goal.Name}"),
        { Desired.AccessMode: null } when command.Name == Adopt => (ProgressState.Failed, "nothing was taken over", $"fleet audit --server {goal.Name}; then fleet servers adopt {goal.Name}"),
        _ when command.Name == UnknownAccountsDecision.Adopt && NotTakenOver(goal, server) is { Length: > 0 } account =>
            (ProgressState.Failed, $"{account} was not taken over", $"fleet audit --server {goal.Name}"),
        { Status.Held: true } when goal.Asked is null =>
            (ProgressState.Pending, Held(server) ?? "was held until now: waits for a worker", server.Holds.FirstOrDefault()?.EndedBy(goal.Name)),
        _ when StillOpen(command, server) is { } open => (ProgressState.Failed, $"{open.User} can still log in", $"fleet check name={goal.Name}"),
        _ when Worst(server, now) is { } drift => (ProgressState.Drift, $"{Kebab.Text(drift.Kind)} {drift.Subject}: {drift.Evidence}", $"fleet plan repair name={goal.Name}"),
        _ => Proof(command, server, now),
    };

    private static string? Held(ServerPicture server) =>
        server.Holds.IsEmpty ? null : string.Join("; ", server.Holds.Select(h => HoldText.Of(h, server.Desired.Name)));

    private static string NotTakenOver(CommandGoal goal, ServerPicture server) =>
        string.Join(", ", (goal.Accounts ?? []).Where(a => !server.Desired.Accounts.ContainsKey(a)));

    // An adoption is answered with what was found; it is done when a look has compared the server with what was taken over.
    private static bool IsReached(LoggedCommand command, CommandGoal goal, ServerPicture server) =>
        server.Status is { } status && status.Answered >= (goal.Asked ?? 0)
        && status.Generation >= (TakingOver.Contains(command.Name) ? server.Desired.Generation : goal.Generation ?? 0);

    private static DriftItem? Worst(ServerPicture server, DateTimeOffset now) =>
        server.CountedDrift(now).OrderByDescending(d => d.Severity).ThenBy(d => d.Kind).FirstOrDefault();

    // Where Fleet answers for the mode (commanded or enforced) the verdict from outside is the proof; elsewhere the absence of drift is.
    private static (ProgressState State, string Text, string? Next) Proof(LoggedCommand command, ServerPicture server, DateTimeOffset now)
    {
        var (verdict, evidence) = (server.Status!.Verdict, server.Status.VerdictEvidence);
        if (server.IsStale(now))
            return (ProgressState.Unknown, $"no report since {server.Status.ReportedAt.Utc()}; then: {evidence}", $"fleet check name={server.Desired.Name}");
        var isJudged = command.Name is "set-access-mode" or "revert-command" || server.Desired.Enforcement == EnforcementMode.Enforce;
        var fits = !isJudged || (server.Desired.AccessMode, verdict) switch
        {
            (AccessMode.Members or AccessMode.Guests, Verdict.Locked) or (AccessMode.Open, Verdict.Open) or (null, _) => true,
            _ => false,
        };
        return fits ? (ProgressState.Proven, evidence, null)
            : (verdict is Verdict.Unknown or Verdict.LockedLoginNotProven ? ProgressState.Unknown : ProgressState.Drift, evidence, $"fleet servers show {server.Desired.Name}");
    }

    private static string Failure(ServerPicture server) => server.Status!.Failure?.Text ?? $"{Kebab.Text(server.Status.Outcome)} at {server.Status.ReportedAt.Utc()}";
}
