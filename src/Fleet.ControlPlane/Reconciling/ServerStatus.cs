using System.Collections.Immutable;
using Fleet.Domain.Reconciling;
using Marten;

namespace Fleet.ControlPlane.Reconciling;

/// <summary>What the last report said. It is overwritten by each, so a clean check costs one row and no event; the condition has the history.</summary>
/// <param name="Fence">Of the last report that was taken.</param>
/// <param name="Observation">The last one, without the accounts (<see cref="AccountsOnServer"/>).</param>
/// <param name="Probe">The last one, however old: its age is its own.</param>
/// <param name="Revoked">The last ones, however long ago.</param>
/// <param name="Held">The last run was kept from changing what differs.</param>
/// <param name="Trouble">null = the last run ended well.</param>
/// <param name="NextAt">When the worker meant to look again; null = it did not say.</param>
/// <param name="CheckInterval">Of the worker that reported; null = it did not say.</param>
/// <param name="AskedAgain">How often in a row what was asked for was asked again, because no report could be used.</param>
public sealed record ServerStatus(
    Guid Id, long Fence, string Worker, DateTimeOffset ReportedAt, long Generation, long Answered, ReconcileOutcome Outcome, FailureDetail? Failure,
    Verdict Verdict, string VerdictEvidence, Observation? Observation, ProbeResult? Probe, int AskedAgain = 0,
    RevocationsSeen? Revoked = null, bool Held = false, Trouble? Trouble = null, DateTimeOffset? NextAt = null,
    TimeSpan? CheckInterval = null)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public bool IsStale(DateTimeOffset now) => now - ReportedAt > Staleness.After(CheckInterval);

    public static ServerStatus After(ServerStatus? before, ReconcileReport report, string worker, DateTimeOffset at, int askedAgain) => new(
        report.Server, report.Fence, worker, at, report.Generation, Math.Max(before?.Answered ?? 0, report.Answered), report.Outcome, report.Failure,
        report.Verdict, report.VerdictEvidence,
        report.Observation is { } seen ? seen with { Accounts = seen.Accounts with { Items = null } } : before?.Observation,
        report.Probe ?? before?.Probe, askedAgain,
        report.Revocations is { IsDefaultOrEmpty: false } revocations ? new(report.CorrelationId, revocations) : before?.Revoked,
        report.Holds is { IsDefaultOrEmpty: false }, Trouble.After(before?.Trouble, report, at), NextOf(report, at),
        report.CheckInterval is { } interval ? Within(interval) : null);

    // within what the database lets a worker say
    private static DateTimeOffset? NextOf(ReconcileReport report, DateTimeOffset at) => report.NextIn is not { } pause ? null
        : at + Within(pause);

    private static TimeSpan Within(TimeSpan pause) => pause < TimeSpan.Zero ? TimeSpan.Zero : pause > LongestPause ? LongestPause : pause;
}

/// <summary>The accounts that were taken away last, and the command that this was for; null = for none.</summary>
public sealed record RevocationsSeen(Guid? Command, ImmutableArray<Revocation> Accounts);

/// <summary>The accounts that were last sent; workers leave them out while their digest stays the same.</summary>
public sealed record AccountsOnServer(Guid Id, ObservedAccounts Accounts);

public static class ConfigureReconciling
{
    public static void Reconciling(this StoreOptions options)
    {
        options.Schema.For<ServerStatus>().Identity(s => s.Id);
        options.Schema.For<AccountsOnServer>().Identity(a => a.Id);
    }
}
